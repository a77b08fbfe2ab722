// @ts-check

// The errors that keep a new version from being shown. The panel is no dialog: an editor mends
// them in another program, and the last version that could be made can be read behind it.

class Panel {
	/** @param {PreviewElement} element */
	constructor(element) {
		this.element = element;
		this.fragment = new Fragment(element.piece("problems"), "/_vagvisare/problems");
		/** @type {Set<string>} */
		this.known = new Set(); // errors that the editor has seen
		this.badge = element.piece("badge");
		this.badge.addEventListener("click", () => this.show(!this.open));
		element.piece("panel-fold").addEventListener("click", () => this.fold());
		document.addEventListener("keydown", (event) => {
			if (event.key === "Escape" && !event.defaultPrevented && this.mine()) this.fold();
		});
	}

	/** Whether a key that is pressed now is meant for the panel. */
	mine() {
		/** @type {Element | null} */
		const focused = document.activeElement;
		return this.open && (!focused || focused === document.body || focused === this.element);
	}

	get open() {
		return this.badge.getAttribute("aria-expanded") === "true";
	}

	/**
	 * Shows which errors there are now.
	 * @param {boolean} failed
	 */
	async update(failed) {
		const body = await this.fragment.update();
		const errors = Array.from(body?.querySelectorAll("[data-error]") || [], (item) => item.getAttribute("data-error") || "");
		if (!failed) return this.mended();
		const fresh = errors.some((error) => !this.known.has(error));
		this.known = new Set(errors);
		const heading = body?.querySelector("h2")?.textContent?.trim() || "";
		this.badge.textContent = body?.querySelector("[data-count]")?.textContent?.trim() || heading;
		this.badge.hidden = false;
		if (!fresh) return;
		this.show(true);
		this.element.say([heading, ...errors].join(". "));
	}

	mended() {
		if (this.badge.hidden) return;
		this.known.clear();
		const focused = this.element.focused;
		this.show(false);
		this.badge.hidden = true;
		if (focused && !focused.getClientRects().length) this.element.piece("fold").focus();
		this.element.say("Felen är åtgärdade");
	}

	/** Leaves only the badge. */
	fold() {
		const inside = this.element.piece("panel").contains(this.element.focused);
		this.show(false);
		if (inside) this.badge.focus();
	}

	/** @param {boolean} open */
	show(open) {
		this.element.piece("panel").hidden = !open;
		this.badge.setAttribute("aria-expanded", String(open));
	}
}
