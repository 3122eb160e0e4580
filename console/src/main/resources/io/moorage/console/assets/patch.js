// Makes a part of a page what it has become, and leaves alone what has not changed: whatever is the same thing before and after
// stays the same element, so that a dialog stays open, typed text where it is and the focus where it was.

/** What tells one thing of a list from the next; the first such in a row tells the row. */
const NAMED = '[id], a[href], form[action]';

function nameOf(element) {
  return element && (element.id || ['href', 'action', 'popovertarget'].map((each) => element.getAttribute(each)).find(Boolean));
}

const wordsOf = (element) => element?.textContent.replace(/\d+/g, '').trim() ?? '';

/** The same for the same thing before and after; what has no name is told by its place among its like. */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  let name = nameOf(node);
  if (!name) {
    switch (node.localName) {
      case 'tr':
        name = nameOf(node.querySelector(NAMED)) || node.firstElementChild?.textContent;
        break;
      case 'li':
        name = nameOf(node.querySelector(NAMED));
        break;
      case 'option':
        name = node.value;
        break;
      case 'details':
        name = wordsOf(node.querySelector(':scope > summary'));
        break;
      case 'section':
        name = wordsOf(node.querySelector(':scope > h2, :scope > .card-head > h2'));
        break;
      default:
        name = node.getAttribute('name');
    }
  }
  return `${node.nodeName} ${name ?? ''}`;
}

/** What a person opened or closed stays so. */
const isTheirs = (element, attribute) => element.localName === 'details' && attribute === 'open';

function takeAttributes(old, fresh) {
  for (const {name, value} of fresh.attributes) {
    if (old.getAttribute(name) !== value && !isTheirs(old, name)) old.setAttribute(name, value);
  }
  for (const {name} of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !isTheirs(old, name)) old.removeAttribute(name);
  }
}

/** An element that is moved by the older call loses its focus and is closed. */
function put(parent, child, before) {
  if (child.isConnected && parent.moveBefore) parent.moveBefore(child, before);
  else parent.insertBefore(child, before);
}

function takeChildren(old, fresh) {
  const there = Map.groupBy(old.childNodes, key);
  const wanted = [...fresh.childNodes].map((node) => [node, there.get(key(node))?.shift()]);
  const stays = new Set(wanted.map(([, mine]) => mine));
  for (const each of [...old.childNodes]) {
    if (!stays.has(each)) each.remove();
  }
  let at = old.firstChild;
  for (const [node, mine] of wanted) {
    if (!mine) {
      old.insertBefore(node, at);
      continue;
    }
    if (mine === at) at = at.nextSibling;
    else put(old, mine, at);
    become(mine, node);
  }
}

/** Makes {@code old} the same as {@code fresh}, which is used up. */
export function become(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  takeAttributes(old, fresh);
  takeChildren(old, fresh);
}
