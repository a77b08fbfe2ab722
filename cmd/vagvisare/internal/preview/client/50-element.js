// @ts-check

// What the preview shows of its own: an element beside the body, with a shadow root, so that
// neither the page's styles nor its new versions reach it.

/** What does not come from the server, since it must be there when the server is not. */
const shell = `
<link rel="stylesheet" href="/_vagvisare/preview.css">
<div class="dock">
	<p class="unseen" role="status" data-part="status"></p>
	<section class="card saved" aria-label="Sparat" data-part="saved" hidden>
		<a data-part="saved-link"></a>
		<button type="button" data-part="saved-close" aria-label="Stäng">✕</button>
	</section>
	<section class="card panel" id="panel" aria-label="Fel" data-part="panel" hidden>
		<div class="panel__text" data-part="problems" role="group" aria-label="Alla fel" tabindex="0"></div>
		<button type="button" data-part="panel-fold">Minimera</button>
	</section>
	<section class="bar" aria-label="Förhandsvisning" data-part="bar" data-state="line">
		<div class="bar__row">
			<div class="bar__text" data-part="facts"></div>
			<p class="bar__gone" data-part="gone" hidden>Förhandsvisningen svarar inte</p>
			<button type="button" class="bar__badge" data-part="badge" aria-controls="panel" aria-expanded="false" hidden></button>
			<button type="button" data-part="more" aria-controls="facts" aria-expanded="false" hidden>Mer om sidan</button>
			<button type="button" data-part="fold" aria-expanded="true">Dölj raden</button>
		</div>
	</section>
</div>`;

/** Keeps what has focus, and the end of the page, from being covered by the dock. */
class Room {
	/** @param {Element} dock */
	constructor(dock) {
		const sheet = new CSSStyleSheet();
		document.adoptedStyleSheets.push(sheet);
		new ResizeObserver(() => {
			const height = Math.ceil(dock.getBoundingClientRect().height);
			sheet.replaceSync(`@media screen {
				html { scroll-padding-block-end: ${height + 8}px }
				body::after { content: ""; display: block; block-size: ${height}px }
			}`);
		}).observe(dock);
	}
}

class PreviewElement extends HTMLElement {
	constructor() {
		super();
		const root = this.attachShadow({ mode: "open" });
		root.innerHTML = shell;
		this.hidden = true; // until it has its style sheet
		root.querySelector("link")?.addEventListener("load", () => (this.hidden = false));
		new Room(/** @type {Element} */ (root.querySelector(".dock")));
	}

	/**
	 * @param {string} name
	 * @returns {HTMLElement}
	 */
	piece(name) {
		return /** @type {HTMLElement} */ (this.shadowRoot?.querySelector(`[data-part="${name}"]`));
	}

	/**
	 * Tells those who do not see it.
	 * @param {string} text
	 */
	say(text) {
		this.piece("status").textContent = text;
	}

	/** What has focus in it, or null. */
	get focused() {
		return this.shadowRoot?.activeElement || null;
	}
}

/** A part that shows what the server tells about the page. What is the same in it stays. */
class Fragment {
	/**
	 * @param {HTMLElement} live
	 * @param {string} address without the path of the page
	 */
	constructor(live, address) {
		this.address = address;
		this.mirror = new Mirror(live, document.createElement("body"));
	}

	/**
	 * Fetches it anew.
	 * @returns {Promise<HTMLElement | null>} what the server has, or null when it has nothing
	 */
	async update() {
		const path = decodeURI(location.pathname.slice(1));
		const { response, text } = await ask(this.address + "?path=" + encodeURIComponent(path), "no-store");
		const some = response.status === 200; // else there is nothing to tell
		const { body } = new DOMParser().parseFromString(some ? text : "", "text/html");
		this.mirror.update(body);
		return some ? body : null;
	}
}
