// Answers questions by the search's script, for parity_test.go: node node.js FOLDER [times], with the script, the
// questions and the index in the folder. Writes a line for each answer; with "times" also how long it took: time of the processor,
// in milliseconds, with all files still to be read and with them at hand.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");
const folder = process.argv[2];
const read = (/** @type {string} */ name) => fs.readFileSync(folder + "/" + name, "utf8");

vm.runInThisContext(read("search.js"));
const { search } = globalThis.Vagvisare;
search.run = (/** @type {string} */ address, /** @type {() => void} */ loaded, /** @type {() => void} */ failed) => {
	setImmediate(() => {
		let script;
		try {
			script = read(address.replace(/\?.*/, ""));
		} catch {
			return failed();
		}
		vm.runInThisContext(script);
		loaded();
	});
};

async function main() {
	const questions = JSON.parse(read("questions.json"));
	const kept = await search.open("search/");
	for (const { text, suggest, ...options } of questions) {
		const ask = (/** @type {any} */ index) => (suggest ? index.suggest(text, options.limit) : index.search(text, options));
		const times = [];
		let answer = process.argv[3] ? null : await ask(kept);
		for (const index of process.argv[3] ? [await search.open("search/"), kept] : []) {
			await ask(kept);
			const start = process.cpuUsage();
			answer = await ask(index);
			const { user, system } = process.cpuUsage(start);
			times.push((user + system) / 1000);
		}
		process.stdout.write(JSON.stringify({ Cold: times[0], Warm: times[1], Answer: suggest ? { Suggested: answer } : answer }) + "\n");
	}
}

main();
