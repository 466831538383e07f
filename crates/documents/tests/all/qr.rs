use documents::limits::QR_BYTES_MAX;
use documents::{Qr, QrError};

const ADDRESS: &str = "https://yichuang.dali.example/zh/cases/532901-20261123-8F3KQ2-7";

#[test]
fn the_svg_has_a_title_and_a_quiet_zone() {
    let code = Qr::new(ADDRESS).unwrap();
    let svg = code.svg("办件 <1> & 进度");
    let side = code.width() + 8;
    assert!(svg.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
    assert!(svg.contains("role=\"img\""));
    assert!(svg.contains("<title>办件 &lt;1&gt; &amp; 进度</title>"));
    assert!(svg.contains(&format!("d=\"M0 0h{side}v{side}H0z\"")));
    // The corner of the finder pattern stands four modules in.
    assert!(svg.contains("d=\"M4 4h7v1h-7z"));
    assert_eq!(svg, code.svg("办件 <1> & 进度"));
}

#[test]
fn runs_cover_the_finder_patterns() {
    let code = Qr::new("1").unwrap();
    assert_eq!(code.width(), 21);
    let first_row: Vec<_> = code.runs().filter(|(_, y, _)| *y == 0).collect();
    assert_eq!(first_row.first(), Some(&(0, 0, 7)));
    assert_eq!(first_row.last(), Some(&(14, 0, 7)));
    assert!(code.runs().all(|(x, y, length)| x + length <= 21 && y < 21 && length > 0));
}

#[test]
fn too_much_text_is_refused() {
    Qr::new(&"x".repeat(QR_BYTES_MAX)).unwrap();
    assert_eq!(Qr::new(&"x".repeat(QR_BYTES_MAX + 1)), Err(QrError(QR_BYTES_MAX + 1)));
}
