// Comfort only: every page works without it.
"use strict";

const lang = document.documentElement.lang === "en" ? "en" : "vi";
const say = (vi, en) => (lang === "en" ? en : vi);

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

// What is typed is kept in this browser until the server has answered that it is saved: by account,
// report and box, with the mark of what the page had shown and the id under which it was sent. An
// empty box is a value like any other.
const account = document.body.dataset.account;
const drafts = {
  key: (place, name) => `nhip:o:${account}:${place}:${name}`,
  of(place) {
    const own = drafts.key(place, "");
    return Object.keys(localStorage).filter((key) => key.startsWith(own));
  },
  get(place, name) {
    try {
      return JSON.parse(localStorage.getItem(drafts.key(place, name)));
    } catch {
      return null;
    }
  },
  // Whether it could be kept: a browser may have no room, or not allow it.
  put(place, name, draft) {
    try {
      localStorage.setItem(drafts.key(place, name), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  },
  drop(place, name) {
    localStorage.removeItem(drafts.key(place, name));
  },
};

// They go at sign-out: the next person at this machine is somebody else.
document.querySelector('form[action="/dang-xuat"]')?.addEventListener("submit", (event) => {
  const own = Object.keys(localStorage).filter((key) => key.startsWith(`nhip:o:${account}:`));
  const left = own.length;
  const sure = say(
    `Còn ${left} ô chưa lưu, chỉ giữ trên máy này. Đăng xuất sẽ bỏ các ô đó. Vẫn đăng xuất?`,
    `${left} boxes are not saved, only kept on this device. Signing out drops them. Sign out?`,
  );
  if (left && !confirm(sure)) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  for (const key of own) localStorage.removeItem(key);
});

// Arrived where a whole page leads that was saved: what it sent is saved.
for (const { dataset } of document.querySelectorAll("[data-written]")) {
  for (const key of drafts.of(dataset.written)) {
    if (JSON.parse(localStorage.getItem(key)).sent) localStorage.removeItem(key);
  }
}

// An id for one attempt: tried again, it is the same.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
// As the server writes what it is sent.
const plain = (text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trimEnd();

// Boxes that save themselves: each changed one is sent alone, one after the other.
class Saving {
  constructor(form) {
    this.form = form;
    this.place = form.dataset.autosave;
    this.flying = new Map();
    this.waiting = 1000;
    this.pressed = false;
    this.held = [];
    this.total = document.createElement("p");
    this.total.className = "unsaved";
    this.total.setAttribute("role", "status");
    this.total.hidden = true;
    form.append(this.total);
    form.addEventListener("input", ({ target }) => this.seen(target) && this.keep(target));
    form.addEventListener("change", ({ target }) => {
      if (!this.seen(target)) return;
      this.keep(target);
      this.afterwards(() => this.save(target));
    });
    for (const [name, pressed] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
      addEventListener(name, () => (pressed ? (this.pressed = true) : setTimeout(() => this.released())), true);
    }
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.retry());
    // The words under the caret: no answer will be read, so they stay kept too.
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    for (const box of form.elements) if (box.name && this.seen(box)) this.restore(box);
    this.count();
    // Back from where a whole page did not arrive.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) for (const box of form.elements) if (this.seen(box)) this.restore(box);
    });
  }

  seen(box) {
    return box.name && this.form.elements[`cu.${box.name}`];
  }

  value(box) {
    return box.type === "checkbox" ? (box.checked ? box.value : "") : box.value;
  }

  set(box, value) {
    if (box.type === "checkbox") box.checked = value !== "";
    else box.value = value;
  }

  say(box, text, wrong, ...more) {
    const place = box.parentElement.querySelector("output") ?? box.closest("fieldset")?.querySelector("output");
    place?.replaceChildren(text, ...more.flatMap((one) => [" ", one]));
    place?.classList.toggle("problem", wrong);
  }

  button(text, press) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "second", textContent: text, onclick: press });
    return button;
  }

  link(text, href) {
    return Object.assign(document.createElement("a"), { textContent: text, href });
  }

  get(box) {
    return drafts.get(this.place, box.name);
  }

  // What is typed, on this device only so far; sent anew it has another id.
  keep(box) {
    const value = this.value(box);
    const was = this.get(box);
    if (was && was.value === value) return true;
    const seen = was && !was.both ? was.seen : this.seen(box).value;
    const kept = drafts.put(this.place, box.name, { value, seen, id: newId() });
    this.count();
    return kept;
  }

  drop(box) {
    drafts.drop(this.place, box.name);
    this.count();
  }

  count() {
    const left = drafts.of(this.place).length;
    this.total.hidden = !left;
    this.total.textContent = say(`${left} ô chưa lưu, đang giữ trên máy này.`, `${left} boxes not saved yet, kept on this device.`);
  }

  body(box, draft) {
    const token = this.form.elements._csrf.value;
    return new URLSearchParams({ _csrf: token, _lan: draft.id, ten: box.name, cu: draft.seen, "gia-tri": draft.value });
  }

  // A button pressed must not move away under the finger because a line appears beside a box.
  afterwards(work) {
    if (this.pressed) this.held.push(work);
    else work();
  }

  released() {
    this.pressed = false;
    for (const work of this.held.splice(0)) work();
  }

  // One at a time for each box: what is typed meanwhile goes with the mark the answer gives.
  save(box) {
    if (this.flying.has(box.name)) return;
    const draft = this.get(box) ?? { value: this.value(box), seen: this.seen(box).value, id: newId() };
    if (draft.both || draft.sent) return;
    this.say(box, say("Đang gửi… đang giữ trên máy này", "Sending… kept on this device"), false);
    const flight = fetch(this.place, { method: "POST", body: this.body(box, draft), redirect: "manual" })
      .then((answer) => this.answered(box, draft, answer))
      .catch(() => this.later(box))
      .finally(() => {
        this.flying.delete(box.name);
        const now = this.get(box);
        if (now && now.id !== draft.id && !now.both) this.save(box);
      });
    this.flying.set(box.name, flight);
  }

  async answered(box, draft, answer) {
    const back = encodeURIComponent(location.pathname);
    const held = say("Chữ bạn gõ đang giữ trên máy này.", "What you typed is kept on this device.");
    if (answer.type === "opaqueredirect") {
      const again = this.link(say("Đăng nhập lại", "Sign in again"), `/dang-nhap?den=${back}`);
      return this.say(box, say(`Chưa lưu: phiên làm việc đã hết. ${held}`, `Not saved: your session has ended. ${held}`), true, again);
    }
    if (answer.status === 409) {
      const again = this.link(say("Mở lại trang", "Reload the page"), location.pathname);
      return this.say(box, say(`Chưa lưu: trang đã cũ. ${held}`, `Not saved: the page is out of date. ${held}`), true, again);
    }
    if (answer.status === 403 || answer.status === 404) {
      return this.say(box, say(`Chưa lưu: bạn không còn quyền ghi ở đây. ${held}`, `Not saved: you may no longer write here. ${held}`), true);
    }
    if (!answer.ok) throw new Error(answer.statusText);
    const told = await answer.json();
    this.waiting = 1000;
    if (told.state === "conflict") return this.both(box, draft, told.seen, told.value);
    if (told.state !== "saved" && told.state !== "same") return this.say(box, told.text, true);
    this.seen(box).value = told.seen;
    const now = this.get(box);
    if (now && now.id !== draft.id) drafts.put(this.place, box.name, { ...now, seen: told.seen });
    else this.drop(box);
    this.say(box, told.text, false);
  }

  // The server is away: again in a while, or as soon as there is a network.
  later(box) {
    const text = say("Chưa lưu được; đang giữ trên máy này và sẽ tự gửi lại.", "Not saved yet; kept on this device and sent again by itself.");
    this.say(box, text, true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), this.waiting);
    this.waiting = Math.min(this.waiting * 2, 60_000);
  }

  retry() {
    for (const box of this.form.elements) if (this.seen(box) && this.get(box)) this.save(box);
  }

  // Somebody else, or she herself elsewhere, saved the box since: both are shown, and she chooses.
  both(box, draft, seen, saved) {
    const there = say("Ô này vừa được lưu từ nơi khác", "This box was saved elsewhere");
    const here = say("Bản giữ trên máy này", "Kept on this device");
    drafts.put(this.place, box.name, { ...draft, both: true });
    this.set(box, saved);
    this.seen(box).value = seen;
    const empty = say("(để trống)", "(empty)");
    this.say(
      box, `${there}: “${saved || empty}”. ${here}: “${draft.value || empty}”.`, true,
      this.button(say("Dùng bản trên máy này", "Use the one on this device"), () => {
        drafts.put(this.place, box.name, { value: draft.value, seen, id: newId() });
        this.set(box, draft.value);
        this.save(box);
      }),
      this.button(say("Giữ bản đã lưu", "Keep the saved one"), () => {
        this.drop(box);
        this.say(box, "", false);
      }),
    );
    this.count();
  }

  // What an earlier page left behind. Put back only over what it was typed over.
  restore(box) {
    const draft = this.get(box);
    if (!draft) return;
    const shown = this.value(box);
    const seen = this.seen(box).value;
    if (plain(draft.value) === plain(shown)) return drafts.drop(this.place, box.name);
    if (draft.seen !== seen) return this.both(box, draft, seen, shown);
    delete draft.both;
    delete draft.sent;
    drafts.put(this.place, box.name, draft);
    this.set(box, draft.value);
    this.save(box);
  }

  leave() {
    for (const box of this.form.elements) {
      const draft = this.seen(box) && !this.flying.has(box.name) && this.get(box);
      if (draft && !draft.both && !draft.sent) {
        fetch(this.place, { method: "POST", body: this.body(box, draft), redirect: "manual", keepalive: true }).catch(() => {});
      }
    }
  }

  // The whole page goes after what is on its way, or it would meet its own words as somebody else's.
  submit(event) {
    if (this.flying.size) {
      event.preventDefault();
      event.stopPropagation();
      Promise.allSettled(this.flying.values()).then(() => this.form.requestSubmit(event.submitter));
      return;
    }
    for (const box of this.form.elements) {
      const draft = this.seen(box) && this.get(box);
      if (draft && !draft.both) drafts.put(this.place, box.name, { ...draft, sent: true });
    }
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Saving(form);
