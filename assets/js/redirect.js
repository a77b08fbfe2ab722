// @ts-check

// A page that has moved. The document itself redirects too, but would lose the #fragment,
// and would show a folder where there is no server. So here, before the document has
// been read further, its own redirection is stopped.
(function () {
	"use strict";
	const moved = document.querySelector("link[data-redirect]");
	if (!(moved instanceof HTMLLinkElement)) return;
	const target = new URL(moved.href);
	if (target.protocol === "file:" && target.pathname.endsWith("/")) target.pathname += "index.html";
	target.hash = location.hash;
	window.stop();
	location.replace(target.href);
})();
