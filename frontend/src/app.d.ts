declare global {
  namespace App {
    interface PageState {
      /** The ticket was opened from a list of ours, so going back is enough. */
      fromList?: boolean;
    }
  }
}

export {};
