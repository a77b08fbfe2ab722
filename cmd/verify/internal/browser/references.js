// @ts-check
// All references of the document, as the browser resolves them, and all that they may lead to.
(() => {
	/** @param {Element} e */
	const name = (e) => e.localName + (e.id && "#" + e.id) + [...e.classList].map((c) => "." + c).join("");
	const links = [];
	for (const attribute of ["href", "src", "action", "poster", "data"]) {
		for (const e of document.querySelectorAll(`[${attribute}]`)) {
			const written = e.getAttribute(attribute) ?? "";
			let url = "";
			try {
				url = new URL(written, document.baseURI).href;
			} catch {
				// Not an address. Whoever gets this sees that by its being empty.
			}
			links.push({ Element: name(e), Written: written, URL: url });
		}
	}
	const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
	const names = [...document.querySelectorAll("a[name]")].map((e) => e.getAttribute("name"));
	return { Links: links, IDs: [...ids, ...names] };
})();
