// @ts-check

// How the files of the index come into the page. By file:// a script may read no other file than scripts, so each file is
// a script that hands over its contents, and it is loaded by adding an element for it.
(function () {
	"use strict";
	const global = /** @type {any} */ (globalThis);
	const search = ((global.Vagvisare ??= {}).search ??= {});

	/** @type {Map<string, any>} contents that have come, by the name of their file */
	const arrived = new Map();

	/**
	 * What a file of the index calls.
	 * @param {string} name
	 * @param {any} contents
	 */
	search.put = (name, contents) => arrived.set(name, contents);

	/**
	 * Runs a script. (Tests, which have no browser, replace this and inflate.)
	 * @param {string} address
	 * @param {() => void} loaded called as soon as the script has run, before any other one runs
	 * @param {() => void} failed
	 */
	search.run = (address, loaded, failed) => {
		const script = document.createElement("script");
		script.src = address;
		script.onload = loaded;
		script.onerror = failed;
		document.head.append(script);
		script.remove();
	};

	/**
	 * @param {Uint8Array} bytes compressed by gzip
	 * @returns {Promise<Uint8Array>}
	 */
	search.inflate = async (bytes) => {
		const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
		return new Uint8Array(await new Response(stream).arrayBuffer());
	};

	/**
	 * @param {string} base64
	 * @returns {Uint8Array}
	 */
	search.bytes = (base64) => {
		const letters = atob(base64);
		const bytes = new Uint8Array(letters.length);
		for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
		return bytes;
	};

	const decoder = new TextDecoder();

	/**
	 * @param {Uint8Array} bytes
	 * @returns {string}
	 */
	search.text = (bytes) => decoder.decode(bytes);

	/**
	 * @param {"Missing" | "Damaged" | "Outdated"} name
	 * @param {string} file
	 * @param {unknown} [cause] for whoever looks into it
	 */
	const failure = (name, file, cause) => Object.assign(new Error(file, { cause }), { name });

	/**
	 * Loads a file of the index, and makes of its contents what they stand for.
	 * @param {string} base
	 * @param {string} name
	 * @param {(contents: any) => any} decode which must not accept undefined: what comes of a script that is no good
	 * @param {string} [query] by which the browser takes the file for another one
	 */
	async function load(base, name, decode, query = "") {
		const contents = await new Promise((resolve, reject) => {
			const loaded = () => {
				resolve(arrived.get(name));
				arrived.delete(name);
			};
			search.run(base + name + ".js" + query, loaded, () => reject(failure("Missing", name)));
		});
		try {
			return await decode(contents);
		} catch (cause) {
			throw failure("Damaged", name, cause);
		}
	}

	/** @param {string} contents */
	search.inflated = (contents) => search.inflate(search.bytes(contents));

	/** @param {string} contents */
	search.parsed = async (contents) => JSON.parse(search.text(await search.inflated(contents)));

	/** How many files are kept: enough for some dozen queries, little enough for a phone. */
	const most = 500;

	/**
	 * Loads the manifest and what the caller makes of it, and returns a function that loads the files it names. Those
	 * are kept, but a failure is not: whoever asks again tries again.
	 * @param {string} base
	 * @param {(manifest: any, file: (name: string, decode: (contents: any) => any) => Promise<any>) => any} make
	 */
	search.load = (base, make) =>
		load(base, "manifest", async (contents) => {
			const manifest = await search.parsed(contents);
			/** @type {Map<string, Promise<any>>} */
			const kept = new Map();

			/**
			 * A file that should be there and is not belongs to an edition that has been replaced, perhaps.
			 * @param {Error} error
			 */
			async function explain(error) {
				const newest = await load(base, "manifest", search.parsed, "?" + Date.now()).catch(() => manifest);
				throw newest.version === manifest.version ? error : failure("Outdated", error.message, error);
			}

			return make(manifest, (name, decode) => {
				const known = kept.get(name);
				if (known) return known;
				const file = load(base, name, decode).catch(explain);
				kept.set(name, file);
				file.catch(() => kept.delete(name));
				if (kept.size > most) kept.delete([...kept.keys()][0]);
				return file;
			});
		}, "?" + Date.now()); // its name never changes, and hosts that say nothing let browsers keep it
})();
