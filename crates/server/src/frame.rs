//! What every page has around it: the language, the city, who is signed in, where she can go.

use nhip_core::lang::{Bilingual, Lang};

use crate::asset;
use crate::fields::FormState;
use crate::form::TOKEN;
use crate::once::FIELD;

/// One entry of the navigation.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it leads.
    pub href: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Whether the page stands below it.
    pub here: bool,
}

/// The frame around a page.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Language.
    pub lang: Lang,
    /// Address of the page, for the link to the other language.
    pub path: String,
    /// Name of the city; empty before it has one.
    pub city: String,
    /// Who is signed in.
    pub name: Option<String>,
    /// Her account: what her browser keeps for her is not shown to the next one.
    pub account: String,
    /// Where she can go.
    pub nav: Vec<Item>,
    /// Proof that a form was made for this browser.
    pub csrf: String,
    /// Id of what a form on this page will do ([`crate::once`]); none before somebody signs in.
    pub operation: String,
    /// What was typed into the search box.
    pub sought: String,
    /// Something that was just done.
    pub notice: Option<String>,
    /// The page shows a form that was refused.
    pub refused: bool,
}

impl Frame {
    /// The Vietnamese or the English one.
    pub fn say<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(vi, en)
    }

    /// A text in the language of the page.
    pub fn words<'a>(&self, text: &'a Bilingual) -> &'a str {
        text.get(self.lang)
    }

    /// What is wrong with a field of a form.
    pub fn problem<'a>(&self, form: &'a FormState, name: &str) -> Option<&'a str> {
        form.problem(name, self.lang)
    }

    /// "vi" or "en".
    pub fn lang_code(&self) -> &'static str {
        match self.lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }

    /// The language the page is not in.
    pub fn other_lang(&self) -> &'static str {
        match self.lang {
            Lang::Vi => "en",
            Lang::En => "vi",
        }
    }

    /// The same page in the other language.
    pub fn other_lang_href(&self) -> String {
        format!(
            "/ngon-ngu/{}?den={}",
            self.other_lang(),
            encoded(&self.path)
        )
    }

    /// Where a file is fetched.
    pub fn asset(&self, name: &str) -> String {
        asset::href(name)
    }

    /// The hidden fields every form carries; hexadecimal, so they need no escaping.
    pub fn token(&self) -> String {
        let hidden = |name, value: &str| match value {
            "" => String::new(),
            value => format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"),
        };
        hidden(TOKEN, &self.csrf) + &hidden(FIELD, &self.operation)
    }
}

/// A value as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
