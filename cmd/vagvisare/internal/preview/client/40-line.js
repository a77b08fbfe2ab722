// @ts-check

// What the server reports. A browser opens at most six connections to a host, so all tabs
// share one: the tab that holds a lock listens, and tells the others.

/** @typedef {"state" | "change" | "problems" | "gone"} Kind */

const kinds = /** @type {Kind[]} */ (["state", "change", "problems"]);
const shared = "vagvisare-preview"; // the name of the lock and of the channel

/** How long to wait, in milliseconds, when the browser itself has given up. */
const pause = 1000;

class Line {
	/** @param {(kind: Kind, data: any) => void} receive */
	constructor(receive) {
		this.receive = receive;
		/** @type {{ version: number, failed: boolean } | undefined} */
		this.state = undefined; // of the server, where this tab listens to it
	}

	/** Begins to listen. */
	open() {
		if (!navigator.locks) return this.listen(); // where the address is neither https nor this machine's
		this.channel = new BroadcastChannel(shared);
		this.channel.addEventListener("message", ({ data }) => {
			if (data.kind !== "ask") this.receive(data.kind, data.data);
			else if (this.source) this.channel?.postMessage(this.state ? { kind: "state", data: this.state } : { kind: "gone" });
		});
		this.channel.postMessage({ kind: "ask" });
		this.leave = new AbortController();
		const lead = () => new Promise((/** @type {(value?: unknown) => void} */ done) => {
			this.leave?.signal.addEventListener("abort", done);
			this.listen();
		});
		navigator.locks.request(shared, { signal: this.leave.signal }, lead).catch((error) => {
			if (error.name !== "AbortError") throw error;
		});
	}

	/** Ends: the next tab takes over. The page may be shown again, from the browser's memory. */
	close() {
		clearTimeout(this.timer);
		this.source?.close();
		this.source = this.state = undefined;
		this.leave?.abort();
		this.channel?.close();
		this.channel = undefined;
	}

	listen() {
		const source = (this.source = new EventSource("/_vagvisare/events"));
		for (const kind of kinds) {
			source.addEventListener(kind, (event) => this.tell(kind, JSON.parse(event.data)));
		}
		source.addEventListener("error", () => {
			this.tell("gone", null);
			if (source.readyState === EventSource.CLOSED) this.timer = setTimeout(() => this.listen(), pause);
		});
	}

	/**
	 * @param {Kind} kind
	 * @param {any} data
	 */
	tell(kind, data) {
		if (kind === "state") this.state = data;
		else if (kind === "gone") this.state = undefined;
		else if (kind === "change" && this.state) this.state.version = data.version;
		else if (this.state) this.state.failed = data.failed;
		this.channel?.postMessage({ kind, data });
		this.receive(kind, data);
	}
}
