// @ts-check

// Pictures that keep their names while what they show changes.

class Pictures {
	constructor() {
		/** @type {Map<string, string>} */
		this.tags = new Map(); // what the server calls the version that is shown, by address
	}

	/** Shows each picture of the page as it is now. */
	async update() {
		const images = [...document.images].filter((image) => new URL(image.src, location.href).origin === location.origin);
		await Promise.all(images.map((image) => this.renew(image)));
	}

	/** @param {HTMLImageElement} image */
	async renew(image) {
		const address = image.src.split("?")[0];
		const before = this.tags.get(address) || (await version(address, "force-cache"));
		const now = await version(address, "no-cache");
		this.tags.set(address, now);
		if (before !== now) image.src = address + "?" + encodeURIComponent(now); // or the browser would show what it has
	}
}

/**
 * @param {string} address
 * @param {RequestCache} cache
 */
async function version(address, cache) {
	const { response } = await ask(address, cache);
	return response.headers.get("ETag") || "";
}
