// Progressive enhancement only: every page works without this file.
(() => {
	"use strict";
	const root = document.documentElement;
	root.classList.add("js");
	const all = (selector, run) => document.querySelectorAll(selector).forEach(run);
	const say = (element, words) => { if (element && element.textContent !== words) element.textContent = words; };

	// Suggestions while typing: the ARIA 1.2 combobox with a list box. data-suggest is the address.
	function suggest(input) {
		const list = document.createElement("ul");
		const live = document.createElement("div");
		let options = [], at = -1, timer = 0, asked = "", request = null;
		list.className = "suggest";
		list.id = input.id + "-list";
		list.hidden = true;
		list.setAttribute("role", "listbox");
		list.setAttribute("aria-label", input.dataset.label);
		live.className = "sr";
		live.setAttribute("role", "status");
		input.after(list, live);
		for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list",
			"aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" })) input.setAttribute(name, value);

		const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
		const mark = (next) => {
			at = (next + options.length + 1) % (options.length + 1);
			if (at === options.length) at = -1;
			options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
			if (at < 0) input.removeAttribute("aria-activedescendant");
			else { input.setAttribute("aria-activedescendant", options[at].id); options[at].scrollIntoView({ block: "nearest" }); }
		};
		const show = (rows) => {
			list.replaceChildren();
			options = rows.slice(0, 8).map((row, i) => {
				const option = document.createElement("li");
				option.id = list.id + i;
				option.setAttribute("role", "option");
				option.setAttribute("aria-selected", "false");
				option.dataset.href = row.url || "";
				option.dataset.words = row.name;
				option.append(row.name);
				if (row.note) { const note = document.createElement("small"); note.textContent = row.note; option.append(note); }
				option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
				list.append(option);
				return option;
			});
			list.hidden = !options.length;
			at = -1;
			input.setAttribute("aria-expanded", String(!list.hidden));
			say(live, options.length ? input.dataset.found.replace("%", options.length) : "");
		};
		const choose = (option) => {
			close();
			if (option.dataset.href.startsWith("/")) location.assign(option.dataset.href);
			else { input.value = option.dataset.words; input.form.requestSubmit(); }
		};
		input.addEventListener("input", () => {
			clearTimeout(timer);
			timer = setTimeout(async () => {
				asked = input.value.trim();
				if (request) request.abort();
				if (!asked) return close();
				request = new AbortController();
				try {
					const answer = await fetch(input.dataset.suggest + encodeURIComponent(asked), { signal: request.signal });
					if (answer.ok) show(await answer.json());
				} catch { close(); }
			}, 120);
		});
		input.addEventListener("keydown", (event) => {
			if (event.isComposing || list.hidden) return;
			if (event.key === "ArrowDown") mark(at + 1);
			else if (event.key === "ArrowUp") mark(at < 0 ? options.length - 1 : at - 1);
			else if (event.key === "Escape") close();
			else if (event.key === "Enter" && at >= 0) choose(options[at]);
			else return;
			event.preventDefault();
		});
		input.addEventListener("blur", () => setTimeout(close, 100));
	}

	// A copy button beside a code; data-done is what it says afterwards.
	function copy(button) {
		const words = button.textContent;
		button.addEventListener("click", async () => {
			try {
				await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
				say(button, button.dataset.done);
				setTimeout(() => say(button, words), 2500);
			} catch {
				getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
			}
		});
	}

	// A password may be looked at while it is typed; it is hidden before a browser could keep it as text.
	function reveal(button) {
		const input = document.getElementById(button.dataset.reveal), words = button.textContent;
		const show = (on) => { input.type = on ? "text" : "password"; say(button, on ? button.dataset.hide : words); };
		button.addEventListener("click", () => show(input.type === "password"));
		input.form.addEventListener("submit", () => show(false));
	}

	// A form that was sent is not sent again by a second click; coming back with "back" frees it.
	function once(form) {
		form.addEventListener("submit", (event) => {
			if (form.dataset.sent) { event.preventDefault(); return event.stopImmediatePropagation(); }
			form.dataset.sent = "1";
			form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
			setTimeout(() => free(form), 15000);
		});
	}
	function free(form) {
		delete form.dataset.sent;
		form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
	}
	addEventListener("pageshow", () => all("form[data-sent]", free));

	// Uploads say how far they are, beside the button that was pressed. The answer of the server is
	// the next page.
	function upload(form) {
		form.addEventListener("submit", (event) => {
			const near = event.submitter && event.submitter.closest("li") || form;
			const box = [...near.querySelectorAll("[data-progress]")].pop();
			const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
			if (!box || !files.length) return;
			event.preventDefault();
			if (files.reduce((sum, file) => sum + file.size, 0) > box.dataset.max) {
				box.hidden = false;
				say(box.querySelector("[role=status]"), box.dataset.large);
				return free(form);
			}
			const send = new XMLHttpRequest();
			const data = new FormData(form, event.submitter);
			const bar = box.querySelector("progress"), words = box.querySelector("[role=status]");
			box.hidden = false;
			send.open("POST", form.action);
			send.upload.addEventListener("progress", (step) => {
				if (!step.lengthComputable) return;
				const done = Math.floor((step.loaded / step.total) * 100);
				bar.value = done;
				say(words, box.dataset.progress.replace("%", Math.floor(done / 10) * 10));
			});
			send.addEventListener("load", () => {
				if (send.status < 400 && send.responseURL && send.responseURL !== form.action) return location.assign(send.responseURL);
				const page = new DOMParser().parseFromString(send.responseText, "text/html");
				document.body.replaceWith(page.body);
				start();
				scrollTo(0, 0);
			});
			send.addEventListener("error", () => { say(words, box.dataset.failed); free(form); });
			send.send(data);
		});
	}

	// A file that is too large is told at once, before it is sent.
	function measure(input) {
		input.addEventListener("change", () => {
			const large = [...input.files].find((file) => file.size > input.dataset.max);
			input.setCustomValidity(large ? input.dataset.large.replace("%", large.name) : "");
			input.reportValidity();
		});
	}

	// A draft is saved a moment after the last change. data-autosave is the address.
	function autosave(form) {
		const status = form.querySelector("[data-autosave-status]");
		let timer = 0, changed = false;
		const save = async () => {
			changed = false;
			const body = new URLSearchParams();
			for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
			try {
				const answer = await fetch(form.dataset.autosave, { method: "POST", body, keepalive: true });
				say(status, answer.ok ? status.dataset.saved : status.dataset.failed);
			} catch { say(status, status.dataset.failed); changed = true; }
		};
		form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(save, 2000); });
		addEventListener("pagehide", () => { if (changed && !form.dataset.sent) save(); });
	}

	// j and k move through a list, o opens, c presses the row's button with data-claim: only while the
	// focus is inside the list (WCAG 2.1.4).
	function keys(list) {
		const links = () => [...list.querySelectorAll("[data-row]")];
		list.addEventListener("keydown", (event) => {
			if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
			const rows = links(), here = rows.indexOf(document.activeElement);
			if (event.key === "j") (rows[here + 1] || rows[0]).focus();
			else if (event.key === "k") (rows[here - 1] || rows[rows.length - 1]).focus();
			else if (event.key === "o" && here >= 0) rows[here].click();
			else if (event.key === "c" && here >= 0) rows[here].closest("tr")?.querySelector("[data-claim]")?.click();
			else return;
			event.preventDefault();
		});
		if (list.dataset.list === "focus" && links()[0] && document.activeElement === document.body) links()[0].focus({ preventScroll: true });
	}

	function start() {
		all("[data-suggest]", suggest);
		all("[data-copy]", copy);
		all("[data-reveal]", reveal);
		all("[data-print]", (button) => button.addEventListener("click", () => print()));
		all("form[method=post]", (form) => { once(form); upload(form); });
		all("form[data-autosave]", autosave);
		all("input[type=file][data-max]", measure);
		all("[data-list]", keys);
		const errors = document.querySelector(".errors");
		if (errors) errors.focus();
	}
	start();
})();
