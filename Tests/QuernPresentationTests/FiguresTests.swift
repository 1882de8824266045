import QuernPresentation
import Testing

@Suite struct FiguresTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
    (.min, "-9,223,372,036,854,775,808"),
  ])
  func `whole numbers are grouped by three`(value: Int, text: String) {
    #expect(Figures.grouped(value) == text)
  }

  @Test(arguments: [
    (0, 3, "0.000"), (1.0005, 2, "1.00"), (2.675, 1, "2.7"), (-0.04, 1, "0.0"), (-1.26, 1, "-1.3"),
    (1234.5, 0, "1235"), (.infinity, 2, "inf"), (1e300, 2, "1e+300"), (9.999, 2, "10.00"),
  ])
  func `decimals are rounded`(value: Double, decimals: Int, text: String) {
    #expect(Figures.fixed(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    (12, "12 ns"), (1_250, "1.3 µs"), (123_400, "123 µs"), (2_040_000, "2.0 ms"),
    (345_000_000, "345 ms"), (1_500_000_000, "1.5 s"), (150_000_000_000, "150 s"),
  ])
  func `durations have the unit that suits them`(nanoseconds: Int, text: String) {
    #expect(Figures.duration(nanoseconds: nanoseconds) == text)
  }
}
