// What html-validate asks of a page: all that it recommends, but for two rules of taste.
export default {
	root: true,
	extends: ["html-validate:recommended"],
	rules: {
		// Case has no meaning in a doctype, and the minifier writes the shorter form.
		"doctype-style": "off",
		// HTML allows all but white space. The colon in the ids of layouts (page:menu) keeps
		// them apart from those that are made of headings.
		"valid-id": ["error", { relaxed: true }],
	},
};
