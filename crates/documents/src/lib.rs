//! Papers, forms and guides as PDF; QR codes.
