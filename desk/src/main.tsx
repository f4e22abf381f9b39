import { render } from 'preact';
import { App } from './app';
import { loadSession } from './data';
import { startLive } from './live';
import { startKeys } from './parts/keys';
import { startRouter } from './router';
import { startTheme } from './theme';
import './style.css';
import './review.css';

startTheme();
startRouter();
startKeys();
void loadSession();
render(<App />, document.getElementById('desk')!);
startLive();
