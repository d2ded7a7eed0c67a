/** How many columns the desk has room for. Asked of the style sheet: a width would first be measured. */
import { MediaQuery } from 'svelte/reactivity';

/** List and ticket stand side by side. */
export const wide = new MediaQuery('min-width: 60rem');

/** The person and what may help stand beside them. */
export const roomy = new MediaQuery('min-width: 80rem');
