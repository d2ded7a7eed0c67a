"""The whole of Loket on one machine: an AWS emulator, the mail doors, and what deploys into them."""
