"""The ground: accounts, state changes, guards, Vietnamese text and numbers, the one history."""
