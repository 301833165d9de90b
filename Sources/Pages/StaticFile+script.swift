import Serving

extension StaticFile {
  /// The one script of the pages: keeps what is typed into a report's form in the browser until the service has it, and
  /// saves the draft while there is a connection. Without it the form is the same, but for that.
  static let reportScript = StaticFile(
    "report", extension: "js", mediaType: "text/javascript; charset=utf-8",
    text: """
      "use strict";
      (() => {
        const form = document.getElementById("report");
        const line = document.getElementById("kept");
        if (!form || !line) return;
        const place = "report:" + location.pathname;
        const own = ["key", "draft", "version", "do"];
        const store = { get() { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } },
          set(value) { try { localStorage.setItem(place, JSON.stringify(value)); } catch { /* no room: nothing kept */ } },
          clear() { try { localStorage.removeItem(place); } catch { /* nothing kept */ } } };
        const say = (text) => { line.textContent = text; };
        const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)));
        let timer = 0, changed = false, busy = false, waiting = null;

        const keep = () => store.set({ key: form.elements.key.value, version: form.elements.version.value, fields: fields() });

        const kept = store.get();
        const isMistaken = document.querySelector("[role=alert]") !== null;
        if (kept && !isMistaken) {
          const differing = Object.entries(kept.fields || {}).filter(([name, value]) => {
            const field = form.elements[name];
            return field && "value" in field && field.value !== value;
          });
          const restore = () => {
            for (const [name, value] of differing) form.elements[name].value = value;
            say(form.dataset.restored);
            changed = true;
            later(2000);
          };
          if (differing.length === 0) store.clear();
          else if (kept.version === form.elements.version.value) {
            if (kept.key && !form.elements.draft.value) form.elements.key.value = kept.key;
            restore();
          } else {
            // Another device saved in between: the reader chooses, nothing is put over it unasked.
            say(form.dataset.other + " ");
            const button = document.createElement("button");
            button.type = "button";
            button.className = "plain";
            button.textContent = form.dataset.restore;
            button.addEventListener("click", restore);
            line.append(button);
          }
        }

        function later(delay) { clearTimeout(timer); timer = setTimeout(save, delay); }

        async function save() {
          if (!changed || busy) return;
          busy = true;
          changed = false;
          const body = new URLSearchParams(new FormData(form));
          body.set("do", "keep");
          try {
            const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
            if (!answer.ok) throw new Error(String(answer.status));
            const draft = await answer.json();
            form.elements.draft.value = draft.draft;
            form.elements.version.value = draft.version;
            if (changed) keep();
            else { store.clear(); say(form.dataset.saved); }
          } catch (problem) {
            changed = true;
            keep();
            const isLost = problem instanceof TypeError;
            say(isLost ? form.dataset.offline : form.dataset.kept);
            if (isLost) later(15000);
          } finally {
            busy = false;
            if (waiting) { const button = waiting; waiting = null; form.requestSubmit(button); }
          }
        }

        form.addEventListener("input", () => {
          changed = true;
          keep();
          say(form.dataset.kept);
          later(4000);
        });
        form.addEventListener("submit", (event) => {
          clearTimeout(timer);
          keep();
          if (navigator.onLine === false) {
            // The browser would show a page of its own instead of what was typed.
            event.preventDefault();
            changed = true;
            say(form.dataset.offline);
          } else if (busy) {
            // What is under way raises the draft's number; what is sent must carry it.
            event.preventDefault();
            waiting = event.submitter || form.querySelector("button");
          }
        });
        addEventListener("online", () => later(500));
      })();

      """)

  /// Says that the service has what the form of `path` held, so that the browser may forget it.
  static let receivedScript = StaticFile(
    "received", extension: "js", mediaType: "text/javascript; charset=utf-8",
    text: """
      "use strict";
      try { localStorage.removeItem("report:" + document.currentScript.dataset.path); } catch { /* nothing kept */ }

      """)
}
