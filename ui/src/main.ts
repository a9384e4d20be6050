/** The composition root of the screen: chooses the host, asks it how things stand, and hands that down. */
import { mount, unmount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { asError, chooseHost } from './host';
import Broken from './screens/closing/Broken.svelte';
import Starting from './screens/closing/Starting.svelte';
import { language } from './state/language.svelte';
import { dressAsLast } from './state/theme';

const target = document.getElementById('app');
if (target) {
  document.documentElement.lang = language();
  dressAsLast(document.documentElement);
  const starting = mount(Starting, { target });
  try {
    const { host, now } = await chooseHost();
    const start = await host.startUp();
    await unmount(starting);
    mount(App, { target, props: { host, now, start } });
  } catch (thrown) {
    await unmount(starting);
    mount(Broken, { target, props: { error: asError(thrown), onretry: () => location.reload() } });
  }
}
