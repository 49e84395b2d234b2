// Comfort only: every page works without it.
"use strict";

// A field that saves itself: <form data-autosave> posts each changed field to its own address.
const SAVING = { vi: "Đang lưu…", en: "Saving…" };
const FAILED = { vi: "Chưa lưu được; sẽ thử lại.", en: "Not saved yet; will try again." };
const lang = document.documentElement.lang === "en" ? "en" : "vi";

// A form is not sent twice by an impatient thumb.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

// The list of errors is read first.
document.querySelector(".errors")?.focus();

// Boxes that save themselves: each changed one is posted alone; what could not be saved is kept in
// this tab and offered again.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const kept = (name) => `nhip:${form.dataset.autosave}:${name}`;
  const said = (box) => box.parentElement.querySelector("output") ?? box.closest("fieldset")?.querySelector("output");
  const seen = (box) => form.elements[`cu.${box.name}`];
  const value = (box) => (box.type === "checkbox" ? (box.checked ? box.value : "") : box.value);
  const say = (box, text, wrong) => {
    const place = said(box);
    if (place) {
      place.textContent = text;
      place.classList.toggle("problem", wrong);
    }
  };
  const save = async (box) => {
    say(box, SAVING[lang], false);
    sessionStorage.setItem(kept(box.name), value(box));
    const body = new URLSearchParams({ _csrf: form.elements._csrf.value, ten: box.name, cu: seen(box).value, "gia-tri": value(box) });
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      if (told.seen) seen(box).value = told.seen;
      const done = told.state === "saved" || told.state === "same";
      if (done) sessionStorage.removeItem(kept(box.name));
      say(box, told.text, !done);
    } catch {
      say(box, FAILED[lang], true);
    }
  };
  form.addEventListener("change", (event) => {
    if (event.target.name && seen(event.target)) save(event.target);
  });
  for (const box of form.elements) {
    const left = box.name && sessionStorage.getItem(kept(box.name));
    if (left !== null && left !== "" && seen(box) && left !== value(box)) {
      if (box.type === "checkbox") box.checked = true;
      else box.value = left;
      save(box);
    }
  }
}
