(() => {
	const base = document.currentScript.src.replace(/\/page\.js$/, "");
	const news = document.querySelector("[role=status]");
	let failures = 0;
	let soon = 0;

	async function refresh() {
		soon = 0;
		const answer = await fetch(base, { headers: { Accept: "text/html" } });
		if (answer.redirected) {
			location.reload();
		}
		if (!answer.ok || answer.redirected) {
			return;
		}
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		const cards = [...page.querySelectorAll("section")];
		for (const old of document.querySelectorAll("section")) {
			if (!cards.some((card) => card.id === old.id)) {
				old.remove();
			}
		}
		for (const card of cards) {
			show(card, document.getElementById(card.id));
		}
	}

	function show(card, old) {
		if (!old) {
			news.parentNode.append(card);
		} else if (old.dataset.version !== card.dataset.version) {
			const focused = old.contains(document.activeElement);
			old.replaceWith(card);
			if (focused) {
				card.tabIndex = -1;
				card.focus();
			}
		} else {
			return;
		}
		news.textContent = card.dataset.news;
	}

	function tick() {
		for (const time of document.querySelectorAll("time[data-left]")) {
			time.end ??= Date.now() + time.dataset.left * 1000;
			const left = Math.max(0, Math.round((time.end - Date.now()) / 1000));
			time.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} minutes`;
		}
	}

	function listen() {
		const events = new EventSource(base + "/events");
		events.onopen = () => {
			failures = 0;
			refresh();
		};
		events.addEventListener("account", () => soon ||= setTimeout(refresh, 200));
		events.onerror = () => {
			if (++failures > 1 || events.readyState === EventSource.CLOSED) {
				events.close();
				poll();
			}
		};
	}

	// Listening is tried again after a minute.
	function poll() {
		refresh();
		const polling = setInterval(refresh, 5000);
		setTimeout(() => {
			clearInterval(polling);
			listen();
		}, 60000);
	}

	async function send(form) {
		const answer = await fetch(form.action, {
			method: "POST",
			body: new URLSearchParams(new FormData(form)),
			headers: { Accept: "application/json" }
		});
		const result = await answer.json();
		if (!answer.ok && !result.detail) {
			location.reload();
			return;
		}
		await refresh();
		if (!answer.ok) {
			news.textContent = result.detail;
		}
	}

	document.addEventListener("submit", (event) => {
		event.preventDefault();
		send(event.target).catch(() => location.reload());
	});

	document.addEventListener("click", async (event) => {
		if (event.target.matches(".copy")) {
			await navigator.clipboard.writeText(event.target.previousElementSibling.textContent);
			news.textContent = "Copied.";
		}
	});

	document.documentElement.classList.add("script");
	document.documentElement.classList.toggle("clipboard", !!navigator.clipboard);
	setInterval(tick, 1000);
	listen();
})();
