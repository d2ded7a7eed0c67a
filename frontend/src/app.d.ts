declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- SvelteKit's own way to say it
  namespace App {
    interface PageState {
      /** The ticket was opened from a list of ours, so going back is enough. */
      fromList?: boolean;
    }
  }
}

export {};
