// @ts-check

// A live part of a document beside the same part as it was served last. When a new version is
// served, it is compared with the last one that was, never with the live part: so only what an
// editor has changed is touched. What a reader has typed, opened or scrolled, and what the page's
// own scripts have made, stays as it is.

/** What changed, scripts have made something of: only a new start of the page can show it. */
class NeedsReload extends Error {}

class Mirror {
	/**
	 * @param {Element} live
	 * @param {Element} served the same, as it was served
	 */
	constructor(live, served) {
		this.served = served;
		/** @type {WeakMap<Node, Node>} */
		this.live = new WeakMap(); // of served nodes
		/** @type {Set<Element>} */
		this.changed = new Set();
		this.write = writer();
		this.align(served, live);
	}

	/**
	 * Notes which live nodes the served ones have become.
	 * @param {Node} served
	 * @param {Node} live
	 */
	align(served, live) {
		this.live.set(served, live);
		if (live instanceof Element && live.localName === "noscript") return; // text where scripts run
		const pairs = pair([...served.childNodes], [...live.childNodes], this.write);
		for (const [there, here] of pairs) this.align(here, there);
	}

	/**
	 * Brings the live part in line with a new version.
	 * @param {Element} next
	 * @param {Map<Element, Element>} [ready] live elements that have been made for those of next
	 * @returns {Set<Element>} the live elements that changed, so that an editor sees it
	 * @throws {NeedsReload} when that cannot be done; the live part may then be half changed
	 */
	update(next, ready = new Map()) {
		this.changed = new Set();
		this.ready = ready;
		this.write = writer(); // of this version and the last; nothing of older ones is kept
		if (!same(this.served, next)) {
			this.patch(this.served, next);
			this.served = next;
		}
		return this.changed;
	}

	/**
	 * @param {Node} old
	 * @param {Node} fresh another version of it
	 */
	patch(old, fresh) {
		const live = this.live.get(old);
		if (!live?.isConnected) throw new NeedsReload("a script has taken " + old.nodeName);
		this.live.set(fresh, live);
		if (live instanceof CharacterData) return this.edit(live, old.nodeValue || "", fresh.nodeValue || "");
		if (!(live instanceof Element && old instanceof Element && fresh instanceof Element)) return;
		this.attributes(old, fresh, live);
		if (live.localName === "template") live.innerHTML = fresh.innerHTML;
		else if (live.localName !== "noscript") this.children(old, fresh, live);
	}

	/**
	 * Changes only those characters that differ: a selection of others stays.
	 * @param {CharacterData} live
	 * @param {string} old
	 * @param {string} fresh
	 */
	edit(live, old, fresh) {
		if (live.data === old) {
			const { start, end } = ends(old, fresh);
			live.replaceData(start, old.length - start - end, fresh.slice(start, fresh.length - end));
		} else live.data = fresh;
		if (live.parentElement && !blank(live)) this.changed.add(live.parentElement);
	}

	/**
	 * @param {Element} old
	 * @param {Element} fresh
	 * @param {Element} live
	 */
	attributes(old, fresh, live) {
		for (const { name } of old.attributes) {
			if (!fresh.hasAttribute(name) && name !== "class") live.removeAttribute(name);
		}
		for (const { name, value, namespaceURI } of fresh.attributes) {
			if (old.getAttribute(name) === value || name === "class") continue;
			live.setAttributeNS(namespaceURI, name, value);
			if (name === "src") this.changed.add(live);
		}
		// Scripts may have added classes of their own.
		live.classList.remove(...[...old.classList].filter((name) => !fresh.classList.contains(name)));
		live.classList.add(...[...fresh.classList].filter((name) => !old.classList.contains(name)));
		if (!live.getAttribute("class") && !fresh.hasAttribute("class")) live.removeAttribute("class");
	}

	/**
	 * @param {Element} old
	 * @param {Element} fresh
	 * @param {Element} live
	 */
	children(old, fresh, live) {
		const olds = [...old.childNodes];
		const pairs = pair(olds, [...fresh.childNodes], this.write);
		const kept = new Set(pairs.values());
		for (const node of olds) if (!kept.has(node)) this.remove(node);
		const equal = new Map([...pairs].filter(([to, from]) => same(from, to)));
		for (const [to, from] of pairs) if (!equal.has(to)) this.patch(from, to);
		this.arrange(olds, fresh, live, pairs);
		// What is equal is kept, so that the live nodes of all in it need not be noted again.
		for (const [to, from] of equal) fresh.replaceChild(from, to);
	}

	/** @param {Node} old */
	remove(old) {
		const live = this.live.get(old);
		if (live?.parentNode) live.parentNode.removeChild(live);
		else if (!blank(old)) throw new NeedsReload("a script has taken " + old.nodeName);
	}

	/**
	 * Puts the live children in order, from the last to the first, and makes the new ones. What
	 * scripts have added stays behind what it stands behind.
	 * @param {Node[]} olds
	 * @param {Element} fresh
	 * @param {Element} parent live
	 * @param {Map<Node, Node>} pairs
	 */
	arrange(olds, fresh, parent, pairs) {
		const places = new Map(olds.map((node, place) => [node, place]));
		const kept = [...fresh.childNodes].filter((node) => pairs.has(node));
		const still = growing(kept.map((node) => places.get(/** @type {Node} */ (pairs.get(node))) ?? 0));
		const moved = new Set(kept.filter((_, i) => !still.has(i)));
		/** @type {Node | null} */
		let next = null;
		for (const node of [...fresh.childNodes].reverse()) {
			const old = pairs.get(node);
			/** @type {Node | undefined} */
			const live = old ? this.live.get(old) : this.make(node, parent, next);
			if (live?.parentNode !== parent) continue; // a script has put it elsewhere
			if (moved.has(node)) this.move(parent, live, next);
			next = live;
		}
	}

	/**
	 * @param {Node} node served
	 * @param {Element} parent live
	 * @param {Node | null} next
	 */
	make(node, parent, next) {
		if (node instanceof Element && (node.matches("[data-module]") || node.querySelector("[data-module]"))) {
			throw new NeedsReload("no script has started with what is new");
		}
		const ready = node instanceof Element && this.ready?.get(node);
		const live = ready || document.importNode(node, true);
		if (!ready) parent.insertBefore(live, next);
		this.copied(node, live);
		if (live instanceof Element) this.changed.add(live);
		else if (!blank(live)) this.changed.add(parent);
		return live;
	}

	/**
	 * Notes the live nodes that were copied from served ones.
	 * @param {Node} served
	 * @param {Node} live
	 */
	copied(served, live) {
		this.live.set(served, live);
		let [a, b] = [served.firstChild, live.firstChild];
		for (; a && b; [a, b] = [a.nextSibling, b.nextSibling]) this.copied(a, b);
	}

	/**
	 * Moves a node; where the browser can, with its focus, its scrolling and what is open in it.
	 * @param {Element} parent
	 * @param {Node} node
	 * @param {Node | null} next
	 */
	move(parent, node, next) {
		if (node.nextSibling === next) return;
		const movable = /** @type {any} */ (parent);
		if (movable.moveBefore) movable.moveBefore(node, next);
		else parent.insertBefore(node, next);
		if (node instanceof Element) this.changed.add(node);
	}
}
