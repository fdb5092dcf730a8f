/** The pages of the local Workspace: one address each, loaded when it is first opened. */
import './main.css';
import { render } from 'preact';
import { Shell } from './shell';

const root = document.getElementById('page');
if (root === null) throw new Error('There is no place for the page.');
render(<Shell />, root);
