// @ts-check

// The editor's bar: what there is to know about the page, in a line or at length.

const kept = "vagvisare-preview-bar"; // where the editor's choice is kept, for the tab

class Bar {
	/** @param {PreviewElement} element */
	constructor(element) {
		this.element = element;
		this.fragment = new Fragment(element.piece("facts"), "/_vagvisare/bar");
		const bar = element.piece("bar");
		element.piece("more").addEventListener("click", () => this.choose(bar.dataset.state === "open" ? "line" : "open"));
		element.piece("fold").addEventListener("click", () => this.choose(bar.dataset.state === "folded" ? "line" : "folded"));
		this.show(remembered() || "line");
	}

	/** Shows what the server knows about the page now. */
	async update() {
		this.element.piece("more").hidden = !(await this.fragment.update());
	}

	/** @param {boolean} gone whether the server does not answer */
	gone(gone) {
		const part = this.element.piece("gone");
		if (part.hidden !== gone) return;
		part.hidden = !gone;
		this.element.say(gone ? part.textContent || "" : "");
	}

	/** @param {string} state "folded", "line" or "open" */
	choose(state) {
		this.show(state);
		try {
			sessionStorage.setItem(kept, state);
		} catch {
			// Then it is as it was on the next page.
		}
	}

	/** @param {string} state */
	show(state) {
		this.element.piece("bar").dataset.state = state;
		this.element.piece("more").setAttribute("aria-expanded", String(state === "open"));
		this.element.piece("fold").setAttribute("aria-expanded", String(state !== "folded"));
		this.element.piece("fold").textContent = state === "folded" ? "Visa raden" : "Dölj raden";
	}
}

function remembered() {
	try {
		return sessionStorage.getItem(kept);
	} catch {
		return null;
	}
}

/** How long, in milliseconds, it is told that another page was saved. */
const linger = 20_000;

/** A link to another page, just saved. */
class Saved {
	/** @param {PreviewElement} element */
	constructor(element) {
		this.element = element;
		element.piece("saved-close").addEventListener("click", () => this.hide());
	}

	/**
	 * Offers the first of the pages that were saved, unless the one that is shown is among them.
	 * @param {{ path: string, title: string }[]} pages
	 */
	update(pages) {
		const here = decodeURI(location.pathname);
		if (!pages.length || pages.some(({ path }) => "/" + path === here)) return this.hide();
		const link = this.element.piece("saved-link");
		const text = `Du sparade ${pages[0].title} – visa`;
		link.setAttribute("href", "/" + encodeURI(pages[0].path));
		if (this.element.piece("saved").hidden || link.textContent !== text) this.element.say(text);
		link.textContent = text;
		this.element.piece("saved").hidden = false;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.hide(), linger);
	}

	hide() {
		clearTimeout(this.timer);
		this.element.piece("saved").hidden = true;
	}
}
