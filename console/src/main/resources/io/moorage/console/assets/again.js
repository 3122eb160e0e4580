// Parts of a page that show what no change of the store tells of: they are asked for again, as long as somebody looks.

const again = document.querySelector('[data-again]');

function busy() {
  const active = document.activeElement;
  return again.contains(active) && active.matches('input');
}

async function look() {
  if (document.visibilityState === 'visible' && !busy()) {
    try {
      const answer = await fetch(location.href, {headers: {'X-Live': '1'}});
      if (answer.redirected) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.getElementById(again.id);
      if (fresh && fresh.innerHTML !== again.innerHTML) {
        const href = again.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
        again.replaceChildren(...fresh.childNodes);
        if (href) again.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({preventScroll: true});
      }
      document.documentElement.dataset.following = 'yes';
    } catch {
      document.documentElement.dataset.following = 'no';
    }
  }
  setTimeout(look, Number(again.dataset.again));
}

setTimeout(look, Math.min(1000, Number(again.dataset.again)));
