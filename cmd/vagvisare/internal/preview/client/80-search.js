// @ts-check

// The portal's own search asks the server here, which knows what was saved a moment ago: the files that the published
// portal is searched by are not made anew for each edit. This must run before the portal's search.js, whose own way of
// opening the index then has no effect; all else of it, the page of the search and the field, is as it will be published.
(function () {
	/** How long the server may take to make its first index, in milliseconds, and how often it is asked meanwhile. */
	const patience = 60_000;
	const pause = 300;

	/**
	 * Such errors as the portal's search knows.
	 * @param {"Missing" | "Damaged"} name
	 * @param {string} message
	 * @param {unknown} [cause]
	 */
	const failure = (name, message, cause) => Object.assign(new Error(message, { cause }), { name });

	/**
	 * Asks the server. While the index is being made it is asked again.
	 * @param {string} what
	 * @param {Record<string, string>} values
	 * @returns {Promise<any>}
	 */
	async function ask(what, values) {
		const address = `/_vagvisare/${what}?${new URLSearchParams(values)}`;
		for (let waited = 0; ; waited += pause) {
			const response = await fetch(address).catch((cause) => {
				throw failure("Missing", what, cause);
			});
			if (response.ok) {
				return response.json().catch((/** @type {unknown} */ cause) => {
					throw failure("Damaged", what, cause);
				});
			}
			if (response.status !== 503 || waited >= patience) throw failure("Missing", `${what}: ${response.status}`);
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}

	const index = {
		/**
		 * @param {string} query
		 * @param {{phase?: string, kind?: string, role?: string, limit?: number, facets?: boolean}} [options]
		 */
		search: (query, { phase = "", kind = "", role = "", limit = 10, facets = false } = {}) =>
			ask("search", { q: query, fas: phase, typ: kind, roll: role, limit: String(limit), facets: facets ? "1" : "" }),
		/** @param {string} typed */
		suggest: (typed, limit = 8) => ask("suggest", { q: typed, limit: String(limit) }),
	};

	const global = /** @type {any} */ (globalThis);
	const search = ((global.Vagvisare ??= {}).search ??= {});
	Object.defineProperty(search, "open", { get: () => async () => index, set: () => {} });
})();

/** Searches again for what is searched for, where the page of the search is shown. */
function searchAgain() {
	const form = document.getElementById("search:form");
	if (form instanceof HTMLFormElement && new FormData(form).get("q")) form.requestSubmit();
}
