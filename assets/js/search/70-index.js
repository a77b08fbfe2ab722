// @ts-check

/**
 * What a search asks for besides words: ids, or "" for any.
 * @typedef {{phase?: string, kind?: string, role?: string, limit?: number, facets?: boolean}} Options
 */

// The index as a page sees it: a port of query.go.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { tokens, fold, stemOf } = search.words;
	const { completions, form, nearest } = search.lexicon;
	const { all, newPlan, widen, complete, correct, missing } = search.plan;
	const { score, matched, best } = search.scoring;
	const { meanings, excerpt } = search.excerpts;

	const enough = 10; // full matches from which on no further forms are tried
	const few = 3; // full matches below which errors are corrected
	const maxQuoted = 50; // pages that are read in search of a phrase
	const maxQuery = 500; // characters of a query that are looked at

	/**
	 * Opens the index in a folder.
	 * @param {string} base the folder's address, with a slash at the end
	 */
	search.open = (base) => search.load(base, prepare);

	/**
	 * @param {any} manifest
	 * @param {any} file
	 */
	function prepare(manifest, file) {
		search.words.learn(manifest.analysis);
		const index = {
			manifest,
			scoring: manifest.scoring,
			...search.shards(manifest, file),
			kinds: search.column(manifest.kinds),
			norms: search.scoring.norms(manifest),
			names: search.plan.recognizer(manifest.concepts),
		};
		return {
			search: (/** @type {string} */ query, /** @type {Options} */ options = {}) => run(index, query, options),
			suggest: (/** @type {string} */ typed, limit = 8) => suggest(index, typed, limit),
		};
	}

	/**
	 * @param {any} index
	 * @param {string} query
	 * @param {Options} options
	 */
	async function run(index, query, { phase = "", kind = "", role = "", limit = 10, facets = false }) {
		const text = [...query.slice(0, 2 * maxQuery)].slice(0, maxQuery).join("");
		const asked = tokens(text);
		/** @type {Filters} */
		const filters = phase || role || facets ? await index.filters() : { phases: [], roles: [] };
		const ofRole = new Map(filters.roles);

		/**
		 * The pages that the filters allow, but for one of these.
		 * @param {number[]} pages
		 * @param {string} [without]
		 */
		const filter = (pages, without) =>
			phase || kind || role
				? pages.filter(
						(page) =>
							(!phase || without === "phase" || filters.phases[page] === phase) &&
							(!kind || without === "kind" || index.kinds[page] === kind) &&
							(!role || without === "role" || has(ofRole.get(role), page)),
					)
				: pages;

		/** @type {Plan} */
		let plan = newPlan(index, text, asked);
		/** @type {Scored} */
		let scored = await score(index, plan);
		const full = () => {
			const bits = all(plan);
			return filter(scored.pages).filter((page) => scored.words[page] === bits).length;
		};
		const found = full();
		if (found < enough) {
			plan = await widen(index, plan, text, asked, found < few);
			scored = await score(index, plan);
		}
		const scarce = full() < few;
		if (scarce && (await correct(index, plan))) scored = await score(index, plan);

		const { words } = scored;
		const right = await quoted(index, plan, scored);
		let pages = filter(right);
		const least = leastWords(pages, words, plan);
		const enoughWords = (/** @type {number[]} */ pages) => pages.filter((page) => matched(words[page]) >= least);
		pages = enoughWords(pages);
		const order = best(scored, pages, limit);
		const meaning = meanings(plan, index.manifest.concepts || []);
		const hits = await Promise.all(
			order.map(async (/** @type {number} */ number) => {
				const page = await index.page(number);
				const { path, title, kind, phase } = page;
				return { path, title, kind, phase, score: scored.scores[number], ...excerpt(page, meaning), missing: missing(plan, words[number]) };
			}),
		);

		/** @param {string} without */
		const counted = (without) => enoughWords(filter(right, without));
		return {
			query,
			total: pages.length,
			hits,
			missing: hits.length ? hits[0].missing : [],
			also: plan.also,
			corrected: plan.corrected,
			suggestion: scarce && !plan.corrected.length ? await suggestion(index, plan, text) : "",
			near: pages.length ? [] : await near(index, plan),
			facets: facets
				? {
						phase: count(counted("phase").map((page) => [filters.phases[page]])),
						kind: count(counted("kind").map((page) => [index.kinds[page]])),
						role: count(counted("role").map((page) => filters.roles.filter(([, bits]) => has(bits, page)).map(([id]) => id))),
					}
				: null,
		};
	}

	/**
	 * @param {Uint8Array | undefined} bits
	 * @param {number} page
	 */
	const has = (bits, page) => Boolean(bits && bits[page >> 3] & (1 << (page & 7)));

	/**
	 * @param {string[][]} lists of ids, one of each page
	 */
	function count(lists) {
		/** @type {Map<string, number>} */
		const counts = new Map();
		for (const id of lists.flat()) if (id) counts.set(id, (counts.get(id) || 0) + 1);
		return Array.from(counts, ([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count || search.compare(a.id, b.id));
	}

	/**
	 * How many words of a query a page must have to be shown: as many as the best ones; and where few have these, one less, but not none.
	 * @param {number[]} pages
	 * @param {Uint32Array} words
	 * @param {Plan} plan
	 */
	function leastWords(pages, words, plan) {
		if (!pages.length) return plan.words.length;
		let most = 0;
		for (const page of pages) most = Math.max(most, matched(words[page]));
		return most > 1 && pages.filter((page) => matched(words[page]) === most).length < enough / 2 ? most - 1 : most;
	}

	/**
	 * Those of the best pages that have all phrases of the query, each in one of their texts.
	 * @param {any} index
	 * @param {Plan} plan
	 * @param {Scored} scored
	 */
	async function quoted(index, plan, scored) {
		if (!plan.phrases.length) return scored.pages;
		const order = best(scored, scored.pages, maxQuoted);
		/** @type {Page[]} */
		const pages = await Promise.all(order.map(index.page));
		return order.filter((/** @type {number} */ _, /** @type {number} */ i) => {
			/** @type {Token[][]} */
			const texts = [tokens(pages[i].title), ...pages[i].sections.flatMap(({ title, text }) => [title.tokens, text.tokens])];
			return plan.phrases.every((phrase) =>
				texts.some((text) => text.some(({ word }, at) => word === phrase[0] && phrase.every((word, k) => text[at + k]?.word === word))),
			);
		});
	}

	/**
	 * A query with a common word instead of a rare one that resembles it, or "".
	 * @param {any} index
	 * @param {Plan} plan
	 * @param {string} text
	 */
	async function suggestion(index, plan, text) {
		const [rare, common] = [2, 5];
		for (const { word, stem, start, end } of plan.words) {
			const known = await form(index, word);
			if (!known || known.pages > rare || !end) continue;
			const other = await nearest(index, word);
			if (other && other.pages >= common * known.pages && stemOf(other.word) !== stem) return text.slice(0, start) + other.shown + text.slice(end);
		}
		return "";
	}

	/**
	 * Words of the portal that begin as the words of a query that found nothing.
	 * @param {any} index
	 * @param {Plan} plan
	 */
	async function near(index, plan) {
		const most = 5;
		/** @type {Set<string>} */
		const list = new Set();
		for (const { word } of plan.words) {
			const folded = [...fold(word)];
			for (let n = folded.length; n >= 3; n--) {
				const found = await completions(index, folded.slice(0, n).join(""), most);
				for (const { shown } of found) list.add(shown);
				if (found.length) break;
			}
		}
		return [...list].slice(0, most);
	}

	/**
	 * Queries that complete what has been typed, the words that most pages have first.
	 * @param {any} index
	 * @param {string} typed
	 * @param {number} limit
	 * @returns {Promise<string[]>}
	 */
	async function suggest(index, typed, limit) {
		const last = tokens(typed).pop();
		if (!last || last.end !== typed.length) return [];
		const found = await complete(index, last.word);
		return found.slice(0, limit).map((/** @type {Form} */ form) => typed.slice(0, last.start) + form.shown);
	}
})();
