// A terminal: xterm.js on one side, a session of ExecuteCommand or StartSession on the other, in the words of that session's channel.

const form = document.getElementById('connect');
const open = document.getElementById('open');
const close = document.getElementById('close');
const state = document.getElementById('terminal-state');
const refusal = document.getElementById('terminal-refusal');
const screen = document.getElementById('terminal');

const SIGN_OF_LIFE_MILLIS = 30000;
const PIECE = 32768;

const terminal = new Terminal({
  allowProposedApi: false,
  cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  disableStdin: true,
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
  fontSize: 13,
  scrollback: 5000,
  screenReaderMode: true,
  theme: {background: '#0f1519', foreground: '#e6ebee', cursor: '#4fc3bd', selectionBackground: '#2b5c5a'},
});
const fit = new FitAddon.FitAddon();
terminal.loadAddon(fit);
terminal.loadAddon(new CanvasAddon.CanvasAddon());
terminal.open(screen);
fit.fit();
new ResizeObserver(() => fit.fit()).observe(screen.parentElement);

let socket = null;
let ended = false;

function tell(words, kind) {
  state.textContent = words;
  state.className = `check-line ${kind}`;
}

function say(type, message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({type, message}));
}

function base64(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function type(bytes) {
  for (let from = 0; from < bytes.length; from += PIECE) {
    say('ExecInput', {data: base64(bytes.subarray(from, from + PIECE))});
  }
}

function over(words, kind) {
  ended = true;
  terminal.options.disableStdin = true;
  close.hidden = true;
  open.hidden = false;
  tell(words, kind);
}

const hears = {
  Session({sessionId}) {
    terminal.writeln(`\x1b[2mStarting session with SessionId: ${sessionId}\x1b[0m`);
  },
  Refused({code, message, advice}) {
    const name = document.createElement('strong');
    name.textContent = code;
    const first = document.createElement('p');
    first.append(name, ` ${message}`);
    const second = document.createElement('p');
    second.textContent = advice;
    refusal.replaceChildren(first, second);
    refusal.hidden = false;
    over('Refused.', 'bad');
  },
  ExecReady() {
    say('ExecStart', {terminal: true, rows: terminal.rows, columns: terminal.cols});
    terminal.options.disableStdin = false;
    tell('Connected.', 'good');
    terminal.focus();
  },
  ExecOutput({data}) {
    terminal.write(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)));
  },
  ExecEnd({exitCode, failure}) {
    if (failure) {
      over(failure, 'bad');
    } else {
      over(`The command ended with exit code ${exitCode}.`, '');
    }
    socket.close();
  },
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  refusal.hidden = true;
  terminal.reset();
  const address = new URL(form.dataset.socket, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const {socket: _, ...place} = form.dataset;
  for (const [name, value] of Object.entries({...place, ...Object.fromEntries(new FormData(form))})) {
    address.searchParams.set(name, value);
  }
  ended = false;
  open.hidden = true;
  close.hidden = false;
  tell('Connecting …', '');
  const mine = new WebSocket(address);
  socket = mine;
  const alive = setInterval(() => say('ExecInput', {data: ''}), SIGN_OF_LIFE_MILLIS);
  mine.addEventListener('message', (event) => {
    const {type, message} = JSON.parse(event.data);
    hears[type]?.(message);
  });
  mine.addEventListener('close', (event) => {
    clearInterval(alive);
    if (!ended && socket === mine) {
      over(event.reason ? `The session ended: ${event.reason}.` : 'The connection is gone. Reload the page and connect again.', 'bad');
    }
  });
});

close.addEventListener('click', () => {
  over('Disconnected.', '');
  socket.close();
  open.focus();
});

terminal.onData((text) => type(new TextEncoder().encode(text)));
terminal.onBinary((text) => type(Uint8Array.from(text, (c) => c.charCodeAt(0) & 255)));
terminal.onResize(({rows, cols}) => say('ExecResize', {rows, columns: cols}));
terminal.attachCustomKeyEventHandler((event) => {
  if (event.key === 'Escape' && event.shiftKey) {
    if (event.type === 'keydown') (close.hidden ? open : close).focus();
    return false;
  }
  return true;
});

open.disabled = false;
