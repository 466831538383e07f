//! Messages in Chinese and English, built from locales/; a missing one does not compile.
