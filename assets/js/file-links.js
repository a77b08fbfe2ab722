// @ts-check

// Opened from a file share there is no server that turns a folder into its index.html. So
// a link to a folder gets the name of the file, just before the browser uses the link.
(function () {
	"use strict";
	if (location.protocol !== "file:") return;

	/** @param {Event} event */
	function complete(event) {
		const link = event.target instanceof Element && event.target.closest("a[href]");
		if (!(link instanceof HTMLAnchorElement) || link.protocol !== "file:") return;
		if (link.pathname.endsWith("/")) link.pathname += "index.html";
	}

	// The keyboard's Enter is a click too; the menu and dragging take the address as it stands.
	for (const type of ["click", "auxclick", "contextmenu", "dragstart"]) {
		document.addEventListener(type, complete, true);
	}
})();
