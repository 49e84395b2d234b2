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
