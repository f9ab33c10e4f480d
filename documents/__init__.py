"""Paper: frozen documents, PDF and Word writers, stored files, jobs. Knows only what it is handed."""
