// @ts-check

// A table whose rows can be put in another order: the texts of its headings become buttons.
// Rows that are equal keep the order they have, and empty cells come last. What is said
// about the order stands in the page, since it is in the page's language.
(function () {
	"use strict";

	/**
	 * @param {HTMLTableRowElement} row
	 * @param {number} column
	 */
	function value(row, column) {
		const cell = row.cells[column];
		return cell.dataset.value || (cell.textContent || "").trim();
	}

	/**
	 * @param {HTMLTableSectionElement} body
	 * @param {number} column
	 * @param {number} direction 1 or -1
	 */
	function sort(body, column, direction) {
		const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
		const rows = Array.from(body.rows, (row) => ({ row, value: value(row, column) }));
		rows.sort((a, b) => (a.value && b.value ? direction * collator.compare(a.value, b.value) : Number(!a.value) - Number(!b.value)));
		body.append(...rows.map((entry) => entry.row));
	}

	/** @param {Element} root */
	function start(root) {
		const table = root.querySelector("table");
		if (!(root instanceof HTMLElement) || !table || !table.tHead) return;
		const status = document.createElement("p");
		status.className = "unseen";
		status.setAttribute("role", "status");
		root.after(status);

		const headings = Array.from(table.tHead.rows[0].cells);
		for (const heading of headings) {
			if (!("sort" in heading.dataset)) continue;
			const name = heading.textContent || "";
			const button = document.createElement("button");
			button.type = "button";
			button.className = "sort";
			button.textContent = name;
			heading.replaceChildren(button);
			button.addEventListener("click", () => {
				const order = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
				headings.forEach((other) => other.removeAttribute("aria-sort"));
				heading.setAttribute("aria-sort", order);
				sort(table.tBodies[0], heading.cellIndex, order === "ascending" ? 1 : -1);
				status.textContent = (root.dataset[order] || "").replace("%", name);
			});
		}
	}

	document.querySelectorAll('[data-module="sort"]').forEach(start);
})();
