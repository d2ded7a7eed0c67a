/** Other tabs of this browser hear when something was put in the queue or sent. */

let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined; // then they find out when they look
  return (channel ??= new BroadcastChannel('loket.outgoing'));
}

export function tellOtherTabs(): void {
  open()?.postMessage('changed');
}

export function hearOtherTabs(heard: () => void): () => void {
  const listening = open();
  listening?.addEventListener('message', heard);
  return () => listening?.removeEventListener('message', heard);
}
