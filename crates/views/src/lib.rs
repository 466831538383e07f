//! Pages and components: a view model in, HTML out. No IO.
