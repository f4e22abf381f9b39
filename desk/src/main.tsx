import { render } from 'preact';
import { App } from './app';
import { loadSession } from './data';
import { startLive } from './live';
import { startKeys } from './parts/keys';
import { startRouter } from './router';
import { startTheme } from './theme';
import { fetchAhead } from './views/table';
import './style.css';
import './review.css';

startTheme();
startRouter();
startKeys();
void loadSession();
render(<App />, document.getElementById('desk')!);
startLive();
setTimeout(() => void fetchAhead(), 400); // the first view is there by then, and is not to wait for it
