// @ts-check

/**
 * A word as the portal uses it.
 * @typedef {{word: string, folded: string, shown: string, pages: number}} Form
 */

/**
 * A text of a page, and its words.
 * @typedef {{text: string, tokens: Token[]}} PageText
 */

/**
 * What is shown of a page.
 * @typedef {{path: string, title: string, kind: string, phase: string, sections: {id: string, title: PageText, text: PageText}[]}} Page
 */

/**
 * What pages can be chosen by.
 * @typedef {{phases: string[], roles: [string, Uint8Array][]}} Filters
 */

// What the files of the index hold, and which file holds what: a port of what compile.go and shard.go write.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { tokens, fold } = search.words;

	/** Reads numbers as package encoding/binary of Go writes them. */
	class Reader {
		/** @param {Uint8Array} bytes */
		constructor(bytes) {
			this.bytes = bytes;
			this.at = 0;
		}
		more() {
			return this.at < this.bytes.length;
		}
		number() {
			let n = 0;
			for (let unit = 1; ; unit *= 128) {
				const byte = this.bytes[this.at++];
				n += (byte & 127) * unit;
				if (!(byte > 127)) return n; // also where there is none
			}
		}
		/** @param {number} n */
		take(n) {
			return this.bytes.subarray(this.at, (this.at += n));
		}
	}

	/**
	 * Compares texts as Go does: by the numbers of their characters, where JavaScript takes halves of these.
	 * @param {string} a
	 * @param {string} b
	 */
	function compare(a, b) {
		if (a === b) return 0;
		let i = 0;
		while (a.charCodeAt(i) === b.charCodeAt(i)) i++;
		return order(a.charCodeAt(i)) - order(b.charCodeAt(i));
	}

	/**
	 * @param {number} half
	 * @returns {number}
	 */
	const order = (half) => (half < 0xd800 ? half : half < 0xe000 ? half + 0x2000 : half - 0x800 || 0);

	/**
	 * How many items of a sorted list stand before others.
	 * @template T
	 * @param {T[]} list
	 * @param {(item: T) => boolean} before
	 */
	function bound(list, before) {
		let low = 0;
		let high = list.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (before(list[middle])) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/**
	 * The texts of a file, each with its data.
	 * @param {Uint8Array} bytes
	 * @param {(text: string, data: Uint8Array) => void} each
	 */
	function unpack(bytes, each) {
		const reader = new Reader(bytes);
		const text = new Uint8Array(bytes.length);
		while (reader.more()) {
			const shared = reader.number();
			const rest = reader.take(reader.number());
			text.set(rest, shared);
			each(search.text(text.subarray(0, shared + rest.length)), reader.take(reader.number()));
		}
	}

	/** @param {string} contents */
	async function terms(contents) {
		const found = new Map();
		unpack(await search.inflated(contents), (text, data) => found.set(text, data));
		return found;
	}

	/** @param {string} contents */
	async function forms(contents) {
		/** @type {Form[]} */
		const list = [];
		unpack(await search.inflated(contents), (word, data) => {
			const reader = new Reader(data);
			const n = reader.number();
			list.push({ word, folded: fold(word), shown: n & 1 ? search.text(reader.take(data.length)) : word, pages: n >> 1 });
		});
		return list;
	}

	/**
	 * @param {any} contents
	 * @returns {Page}
	 */
	function page(contents) {
		const read = (/** @type {string} */ text) => ({ text, tokens: tokens(text) });
		const sections = contents.sections.map((/** @type {string[]} */ [id, title, text]) => ({ id, title: read(title), text: read(text) }));
		return { ...contents, sections };
	}

	/**
	 * The values of a column, page by page.
	 * @param {{values: any[] | null, numbers: string}} column
	 * @returns {any[]}
	 */
	function column({ values, numbers }) {
		const bytes = search.bytes(numbers);
		if (!values || values.length <= 256) return Array.from(bytes, (byte) => values?.[byte]);
		return Array.from({ length: bytes.length / 2 }, (_, i) => values[256 * bytes[2 * i] + bytes[2 * i + 1]]);
	}

	/**
	 * @param {string} contents
	 * @returns {Promise<Filters>}
	 */
	async function filters(contents) {
		const { phases, roles } = await search.parsed(contents);
		return { phases: column(phases), roles: Object.entries(roles).map(([id, bits]) => [id, search.bytes(bits)]) };
	}

	/**
	 * The name of a file in a list of names of equal length.
	 * @param {string} folder
	 * @param {{names: string, from?: string[], counts?: number[]}} list
	 * @param {number} i
	 */
	function name(folder, { names, from, counts }, i) {
		const length = names.length / (from || counts || []).length;
		return folder + "/" + names.slice(length * i, length * (i + 1));
	}

	/**
	 * What can be asked of the files of an index.
	 * @param {any} manifest
	 * @param {(name: string, decode: (contents: any) => any) => Promise<any>} file
	 */
	search.shards = (manifest, file) => {
		const { files } = manifest;

		/**
		 * The number of the file that holds a key, or -1.
		 * @param {{from: string[] | null}} list
		 * @param {string} key
		 */
		const holder = ({ from }, key) => bound(from || [], (first) => compare(first, key) <= 0) - 1;

		return {
			/**
			 * The postings of a term.
			 * @param {string} key
			 * @returns {Promise<Uint8Array | undefined>}
			 */
			async entry(key) {
				const i = holder(files.terms, key);
				return i < 0 ? undefined : (await file(name("terms", files.terms, i), terms)).get(key);
			},

			/**
			 * The forms whose folding starts with a folded prefix, which is not empty.
			 * @param {string} prefix
			 * @returns {Promise<Form[]>}
			 */
			async starting(prefix) {
				const { from } = files.words;
				let i = holder(files.words, prefix);
				if (i < 0 || !prefix) return [];
				const shards = [];
				do shards.push(file(name("words", files.words, i), forms));
				while (from[++i]?.startsWith(prefix));
				const within = (/** @type {Form[]} */ forms) => {
					const start = bound(forms, ({ folded }) => compare(folded, prefix) < 0);
					const end = bound(forms, ({ folded }) => compare(folded, prefix) < 0 || folded.startsWith(prefix));
					return forms.slice(start, end);
				};
				return (await Promise.all(shards)).flatMap(within);
			},

			/**
			 * @param {number} number
			 * @returns {Promise<Page>}
			 */
			page(number) {
				let group = 0;
				while (number >= files.pages.counts[group]) number -= files.pages.counts[group++];
				return file(name("pages", files.pages, group) + "-" + number, page);
			},

			/** @returns {Promise<Filters>} */
			filters: () => file("filters/" + files.filters, filters),
		};
	};

	Object.assign(search, { Reader, compare, column });
})();
