// @ts-check

// The live preview: what the server reports, and what then is done.

class Preview {
	constructor() {
		customElements.define("vagvisare-preview", PreviewElement);
		this.element = new PreviewElement();
		document.documentElement.append(this.element);
		this.page = new Page();
		this.panel = new Panel(this.element);
		this.bar = new Bar(this.element);
		this.saved = new Saved(this.element);
		this.line = new Line((kind, data) => this.receive(kind, data));

		this.version = NaN; // of what is served, as far as this tab knows
		this.failed = false;
		/** @type {Set<"page" | "problems" | "all">} */
		this.wanted = new Set(); // what is to be brought up to date; all: by starting anew
		this.busy = false;
		/** @type {number | undefined} */
		this.silent = undefined; // the timer for when the server has been silent for too long
	}

	async start() {
		await this.page.start().catch(unreachable);
		addEventListener("pagehide", () => {
			this.line.close();
			this.version = NaN;
		});
		addEventListener("pageshow", (event) => event.persisted && this.line.open());
		document.addEventListener("visibilitychange", () => this.work());
		this.line.open();
	}

	/**
	 * @param {Kind} kind
	 * @param {any} data
	 */
	receive(kind, data) {
		if (kind === "gone") return this.silence();
		clearTimeout(this.silent);
		this.silent = undefined;
		this.bar.gone(false);
		if (kind === "change" && data.search) return searchAgain();
		if (kind === "problems") this.failed = data.failed;
		else if (data.version === this.version) return;
		else this.renew(kind, data);
		this.want("problems");
	}

	/**
	 * Something else is served than before.
	 * @param {Kind} kind
	 * @param {any} data of a state or a change
	 */
	renew(kind, data) {
		this.version = data.version;
		if (kind === "state") this.failed = data.failed;
		else this.saved.update(data.saved || []);
		this.want(data.reload ? "all" : "page");
	}

	/**
	 * The server may only be starting anew: that is not worth a word. But a new one counts from
	 * the beginning, so its first state tells nothing about what this tab shows.
	 */
	silence() {
		this.version = NaN;
		this.silent ??= setTimeout(() => this.bar.gone(true), 1000);
	}

	/** @param {"page" | "problems" | "all"} what */
	want(what) {
		this.wanted.add(what);
		this.work();
	}

	/** Does what is wanted, one thing after the other. A hidden tab catches up when it is seen. */
	async work() {
		if (this.busy || document.hidden) return;
		this.busy = true;
		try {
			for (const what of this.wanted) {
				this.wanted.delete(what);
				await this.bring(what).catch(unreachable);
			}
		} finally {
			this.busy = false;
		}
	}

	/** @param {"page" | "problems" | "all"} what */
	async bring(what) {
		if (what === "all") return location.reload();
		if (what === "page") return this.page.update();
		await Promise.all([this.panel.update(this.failed), this.bar.update()]);
	}
}

/**
 * That the server is gone is no error here: the line tells it.
 * @param {unknown} error
 */
function unreachable(error) {
	if (!(error instanceof Unreachable)) throw error;
}

new Preview().start();
