// @ts-check

// Which nodes of a list are the same as which of another: those with the same id, those that are
// equal, those that are alike, and what is then left between the same neighbours. Scripts of
// this folder are joined, in the order of their names, into one function.

/** @param {Node} node */
function blank(node) {
	return node instanceof CharacterData && !node.data.trim();
}

/**
 * What a node is for, apart from what it says: only nodes of one kind can be the same. A style
 * sheet with another address is another one, since it must not give way before the new one is there.
 * @param {Node} node
 */
function kind(node) {
	if (!(node instanceof Element)) return blank(node) ? "blank" : node.nodeName;
	const words = [node.localName];
	for (const name of ["rel", "name", "property", "http-equiv", "type"]) words.push(node.getAttribute(name) || "");
	if (isSheet(node)) words.push(node.getAttribute("href") || "");
	return words.join(" ");
}

/** @param {Node} node @returns {node is HTMLLinkElement} */
function isSheet(node) {
	return node instanceof HTMLLinkElement && node.relList.contains("stylesheet");
}

/** All that a node says. A template's contents are no children of it, but are written too. */
function writer() {
	/** @type {WeakMap<Node, string>} */
	const known = new WeakMap();
	return (/** @type {Node} */ node) => {
		let text = known.get(node);
		if (text === undefined) {
			text = node instanceof Element ? node.outerHTML : node.nodeName + (node.nodeValue || "");
			known.set(node, text);
		}
		return text;
	};
}

/**
 * Whether two nodes say the same. To write them takes longer than to compare them, but only so
 * what templates hold is seen.
 * @param {Node} a
 * @param {Node} b
 */
function same(a, b) {
	if (!a.isEqualNode(b)) return false;
	if (!(a instanceof Element && b instanceof Element)) return true;
	return (a.localName !== "template" && !a.querySelector("template")) || a.outerHTML === b.outerHTML;
}

/**
 * How many characters two texts begin and end with in common.
 * @param {string} a
 * @param {string} b
 */
function ends(a, b) {
	const most = Math.min(a.length, b.length);
	let start = 0;
	while (start < most && a[start] === b[start]) start++;
	let end = 0;
	while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	return { start, end };
}

/**
 * Pairs the nodes of two lists.
 * @param {Node[]} olds
 * @param {Node[]} news
 * @param {(node: Node) => string} write
 * @returns {Map<Node, Node>} from new nodes to old ones
 */
function pair(olds, news, write) {
	/** @type {Map<Node, Node>} */
	const pairs = new Map();
	const { start, end } = equalEnds(olds, news, pairs);
	const left = new Set(olds.slice(start, olds.length - end));
	const rest = new Set(news.slice(start, news.length - end));

	/** @param {Node} fresh @param {Node} old */
	function join(fresh, old) {
		pairs.set(fresh, old);
		left.delete(old);
		rest.delete(fresh);
	}

	/**
	 * Pairs nodes that have the same key, in order; those without a key are left.
	 * @param {(node: Node) => string} keyOfNew
	 * @param {(node: Node) => string} [keyOfOld]
	 */
	function byKey(keyOfNew, keyOfOld = keyOfNew) {
		const waiting = Map.groupBy(left, keyOfOld);
		for (const fresh of [...rest]) {
			const key = keyOfNew(fresh);
			const old = key && waiting.get(key)?.shift();
			if (old) join(fresh, old);
		}
	}

	byKey((node) => (node instanceof Element && node.id ? node.localName + "#" + node.id : ""));
	byKey((node) => (blank(node) ? "" : write(node)));
	byLikeness(left, rest, write, join);
	const paired = new Set(pairs.values());
	const placeOfNew = between(news, (node) => pairs.get(node));
	byKey(placeOfNew, between(olds, (node) => (paired.has(node) ? node : undefined)));
	return pairs;
}

/**
 * Pairs what is equal at the beginning and at the end, which is nearly all.
 * @param {Node[]} olds
 * @param {Node[]} news
 * @param {Map<Node, Node>} pairs
 */
function equalEnds(olds, news, pairs) {
	const most = Math.min(olds.length, news.length);
	let start = 0;
	for (; start < most && same(olds[start], news[start]); start++) pairs.set(news[start], olds[start]);
	let end = 0;
	for (; end < most - start; end++) {
		const [old, fresh] = [olds[olds.length - 1 - end], news[news.length - 1 - end]];
		if (!same(old, fresh)) break;
		pairs.set(fresh, old);
	}
	return { start, end };
}

/** Above this many comparisons, what is alike is looked for no more. */
const comparisons = 4000;

/**
 * Pairs nodes that share more than half of what they say, those first that share most.
 * @param {Set<Node>} left
 * @param {Set<Node>} rest
 * @param {(node: Node) => string} write
 * @param {(fresh: Node, old: Node) => void} join
 */
function byLikeness(left, rest, write, join) {
	if (left.size * rest.size > comparisons) return;
	const found = [];
	for (const fresh of rest) {
		for (const old of left) {
			if (blank(fresh) || kind(old) !== kind(fresh)) continue;
			const { start, end } = ends(write(old), write(fresh));
			const share = (start + end) / Math.max(write(old).length, write(fresh).length);
			if (share > 0.5) found.push({ fresh, old, share });
		}
	}
	found.sort((a, b) => b.share - a.share);
	for (const { fresh, old } of found) if (rest.has(fresh) && left.has(old)) join(fresh, old);
}

/**
 * Keys that tell a node's kind and after which paired node it stands.
 * @param {Node[]} nodes
 * @param {(node: Node) => Node | undefined} paired the old node of a pair that this one belongs to
 */
function between(nodes, paired) {
	const keys = new Map();
	let last = 0;
	for (const node of nodes) {
		const old = paired(node);
		if (old) last = numbered(old);
		else keys.set(node, last + " " + kind(node));
	}
	return (/** @type {Node} */ node) => keys.get(node) || "";
}

/** Numbers that nodes keep. */
const numbered = (() => {
	/** @type {WeakMap<Node, number>} */
	const numbers = new WeakMap();
	let last = 0;
	return (/** @type {Node} */ node) => {
		let number = numbers.get(node);
		if (!number) numbers.set(node, (number = ++last));
		return number;
	};
})();

/**
 * The largest set of places of numbers that grow: those that need not be moved.
 * @param {number[]} numbers
 * @returns {Set<number>}
 */
function growing(numbers) {
	/** @type {number[]} */
	const tails = []; // place of the least number that ends a sequence of each length
	/** @type {number[]} */
	const before = [];
	numbers.forEach((number, place) => {
		let low = 0;
		let high = tails.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (numbers[tails[middle]] < number) low = middle + 1;
			else high = middle;
		}
		before[place] = low ? tails[low - 1] : -1;
		tails[low] = place;
	});
	const found = new Set();
	for (let place = tails.length ? tails[tails.length - 1] : -1; place >= 0; place = before[place]) found.add(place);
	return found;
}
