// @ts-check

// What lets a device put the portal among its programs. Opened from disk there is nothing to install, and browsers
// complain of the file; hence it is not named in the page itself.
(function () {
	"use strict";
	const script = document.currentScript;
	if (!(script instanceof HTMLScriptElement) || !script.dataset.manifest || location.protocol === "file:") return;
	const link = document.createElement("link");
	link.rel = "manifest";
	link.crossOrigin = "use-credentials"; // an intranet may ask for a sign-in
	link.href = script.dataset.manifest;
	document.head.append(link);
})();
