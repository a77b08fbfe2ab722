// @ts-check

// The page that is shown, and how a new version of it gets there.

/** How long a style sheet may take, in milliseconds, before the page is shown without it. */
const patience = 3000;

/** The server does not answer, or says that it cannot. */
class Unreachable extends Error {}

/**
 * Asks the server.
 * @param {string} address
 * @param {RequestCache} cache
 * @returns {Promise<{ response: Response, text: string }>}
 * @throws {Unreachable}
 */
async function ask(address, cache) {
	try {
		const response = await fetch(address, { cache });
		const text = await response.text();
		if (response.status < 500) return { response, text };
		throw new Error(response.statusText);
	} catch (error) {
		throw new Unreachable(address, { cause: error });
	}
}

class Page {
	constructor() {
		/** @type {Mirror | undefined} */
		this.mirror = undefined;
		this.pictures = new Pictures();
	}

	/**
	 * Learns how the page was served that now is live: the browser has kept it, and it must not
	 * be a newer one. What tells that a page could not be made is not learnt.
	 */
	async start() {
		const { root } = await this.fetch("force-cache");
		if (root) this.mirror = new Mirror(document.documentElement, root);
	}

	/**
	 * Brings the page up to date.
	 * @returns {Promise<void>}
	 */
	async update() {
		const { root, moved } = await this.fetch("no-cache");
		if (moved) return location.replace(moved);
		if (!root) return;
		if (!this.mirror || mustStart(this.mirror.served, root)) return location.reload();
		const ready = await loadSheets(this.mirror, root);
		try {
			inPlace(() => {
				ready.forEach(unleash);
				light(this.mirror?.update(root, ready) || []);
			});
		} catch (error) {
			if (!(error instanceof NeedsReload)) throw error;
			return location.reload();
		}
		await this.pictures.update();
	}

	/**
	 * What the server has where the page is. That there is no such page, a page tells too.
	 * @param {RequestCache} cache
	 * @returns {Promise<{ root?: HTMLElement, moved?: string }>}
	 */
	async fetch(cache) {
		const { response, text } = await ask(location.href, cache);
		if (response.redirected) return { moved: response.url };
		if (!/text\/html/.test(response.headers.get("Content-Type") || "")) return {};
		return { root: new DOMParser().parseFromString(text, "text/html").documentElement };
	}
}

/**
 * Whether a version has other scripts than the last one, or sends the reader on: then the page
 * has to start anew.
 * @param {Element} served
 * @param {Element} next
 */
function mustStart(served, next) {
	const scripts = (/** @type {Element} */ root) => Array.from(root.querySelectorAll("script"), (script) => script.outerHTML).join("\n");
	return scripts(served) !== scripts(next) || next.querySelector('meta[http-equiv="refresh"]') !== null;
}

/**
 * Lets a style sheet that has been loaded be seen.
 * @param {HTMLLinkElement} copy
 * @param {HTMLLinkElement} served
 */
function unleash(copy, served) {
	if (served.media) copy.media = served.media;
	else copy.removeAttribute("media");
}

/**
 * Loads the style sheets that a version has and the last one has not, beside the old ones. They
 * are for no medium yet, so that old texts are never seen in new styles.
 * @param {Mirror} mirror
 * @param {Element} next
 * @returns {Promise<Map<HTMLLinkElement, HTMLLinkElement>>} by the served element
 */
async function loadSheets({ served, live }, next) {
	const sheets = (/** @type {Element} */ root) => [...root.querySelectorAll("head > link")].filter(isSheet);
	const before = sheets(served);
	const known = new Set(before.map(kind));
	const last = before.length ? live.get(before[before.length - 1]) : null;
	const ready = new Map();
	const loads = [];
	for (const sheet of sheets(next).filter((sheet) => !known.has(kind(sheet)))) {
		const copy = /** @type {HTMLLinkElement} */ (document.importNode(sheet, true));
		copy.media = "not all";
		loads.push(
			new Promise((done) => {
				for (const type of ["load", "error"]) copy.addEventListener(type, done);
				setTimeout(done, patience);
			}),
		);
		document.head.insertBefore(copy, (last?.parentNode === document.head && last.nextSibling) || null);
		ready.set(sheet, copy);
	}
	await Promise.all(loads);
	return ready;
}
