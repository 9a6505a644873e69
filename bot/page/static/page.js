// What HTML and CSS alone cannot do. Every handler is delegated, since Gradio redraws what it shows.
(() => {
  "use strict";
  const spoken = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".sr").forEach((part) => part.remove());
    copy.querySelectorAll("a.cite").forEach((part) => { part.textContent = `[${part.textContent.trim()}]`; });
    copy.style.cssText = "position:absolute;left:-9999px";
    document.body.append(copy);
    const text = copy.innerText.trim();
    copy.remove();
    return text;
  };

  // Gradio would copy the HTML of a message; people want its words.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('#chatbot button[aria-label="Copy message"]');
    if (!button) return;
    const row = button.closest(".message-buttons")?.previousElementSibling;
    const message = row?.querySelector(".message-content");
    if (!message || !navigator.clipboard) return;
    event.stopImmediatePropagation();
    navigator.clipboard.writeText(spoken(message)).then(() => {
      button.classList.add("cp-copied");
      setTimeout(() => button.classList.remove("cp-copied"), 1500);
    });
  }, true);

  // A marker opens its source, also when the same one is followed again.
  document.addEventListener("click", (event) => {
    const marker = event.target.closest?.("a.cite");
    const card = marker && document.getElementById(marker.getAttribute("href").slice(1));
    if (!card) return;
    event.preventDefault();
    const group = card.closest(".cp-sources");
    document.querySelectorAll(".cp-sources").forEach((one) => one.classList.toggle("cp-shown", one === group));
    document.querySelectorAll(".cp-card.cp-open").forEach((one) => one.classList.remove("cp-open"));
    card.open = true;
    card.classList.add("cp-open");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    card.querySelector("summary").focus({ preventScroll: true });
  });

  // Who mends a question meets it as typed: bot/page/render.py gives every sign of Markdown by its number.
  const typed = (shown) => shown.replaceAll("<br>", "\n").replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(n));
  const unsign = (box) => {
    box.dataset.cpTyped = "";
    box.value = typed(box.value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // What a screen reader hears of a message is its words, not its HTML.
  const mend = () => {
    document.querySelectorAll("#chatbot textarea:not([data-cp-typed])").forEach(unsign);
    document.querySelectorAll('#chatbot [data-testid="bot"][aria-label], #chatbot [data-testid="user"][aria-label]')
      .forEach((one) => { one.removeAttribute("aria-label"); });
    document.querySelectorAll(".empty[aria-label]").forEach((one) => { one.removeAttribute("aria-label"); });
    document.querySelectorAll("#chatbot .bubble-wrap:not([tabindex])").forEach((one) => { one.tabIndex = 0; });
    document.querySelectorAll(".cp-scroll:not([tabindex])").forEach((one) => {
      if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    });
  };
  let due = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(mend);
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.documentElement.lang = "en";
})();
