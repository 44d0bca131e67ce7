// The script of every document. It starts the WASM, and does what must be done before the WASM, or without it. `site.rs` writes
// `js`, `wasm`, `register` (the path of the registration page), `here` (whether this is that page) and `recover` (what to do when
// the WASM does not start) in front of it, and leaves out these comments. It avoids new syntax, so that old browsers can say what
// they lack.

// A token: 43 characters of base64url, of which the last one has only 16 possible values.
const first = text => (text.match(/[\w-]{42}[AEIMQUYcgkosw048]/) || [])[0];

// The token in an address, or in a text that a person pasted. It is taken out of what mail gateways, chats and people put around
// it, and put together again if it was split.
const tokenIn = (text, pasted) => {
  // Some gateways escape an address that is escaped already.
  for (let times = 0; times < 2; times++) {
    text = text.replace(/%([0-7][\da-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  }
  // No other escaped character is part of a token.
  const parts = text.replace(/%[89a-f][\da-f]/gi, ' ').split('#');
  const last = parts[parts.length - 1];
  const joined = last.replace(/[^\w-]/g, '');
  return first(last) || (parts[1] || (pasted && joined.length == 43)) && first(joined) || first(text);
};

const element = id => document.getElementById(id);
const start = () => {
  const { pathname, search, hash } = location;
  const address = pathname + search + hash;
  const token = tokenIn(address);
  if (!here) {
    // The link was changed so much that it leads to another page. That page does not start.
    if (token) return location.replace(register + '#' + token);
  } else if (token) {
    // The WASM takes the token from here, and tells the agent what is in the state.
    const damaged = address == register + '#' + token ? null : 'damaged';
    history.replaceState(history.state || damaged, '', register + '#' + token);
  }
  const failed = () => {
    const said = element('not-loaded');
    if (!window.WebAssembly) [...said.children].forEach(words => (words.hidden = !words.hidden));
    said.hidden = false;
    if (here) report(token);
  };
  if (!window.WebAssembly) return failed();
  import(js).then(module => module.default({ module_or_path: wasm })).catch(recover).catch(failed);
};

// Tells the server, and so the agent, that the page does not run. Takes the token out of the address bar; the session storage keeps
// it for a reload, as it does when the page runs.
const report = token => {
  try {
    if (token) sessionStorage.setItem('registration-token', token);
    token = sessionStorage.getItem('registration-token');
  } catch (_) {}
  history.replaceState(history.state, '', register);
  if (!token) return;
  const body = JSON.stringify({ token, web_assembly: !!window.WebAssembly, touch_points: navigator.maxTouchPoints || 0 });
  const headers = { 'content-type': 'application/json' };
  fetch('/api/report_not_started', { method: 'POST', headers, body }).catch(() => {});
};

start();
if (here) {
  // Another link was pasted into the address bar of this tab. Only the fragment changes then, so the browser loads nothing.
  addEventListener('hashchange', () => location.reload());
  const form = element('paste');
  form.addEventListener('submit', event => {
    event.preventDefault();
    const field = form.elements[0];
    const token = tokenIn(field.value, true);
    if (token) {
      history.replaceState('pasted', '', register + '#' + token);
      return location.reload();
    }
    element('paste-error').hidden = false;
    form.firstElementChild.classList.add('nhsuk-form-group--error');
    field.classList.add('nhsuk-input--error');
    field.setAttribute('aria-describedby', 'paste-error');
    field.focus();
  });
}
