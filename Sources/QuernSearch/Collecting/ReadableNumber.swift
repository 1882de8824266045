/// A number for people: four places after the point, without zeros at the end.
func readable(_ value: Double) -> String {
  guard abs(value) < 1e12 else { return "\(value)" }
  let rounded = (value * 10_000).rounded() / 10_000
  if rounded == rounded.rounded() { return "\(Int64(rounded))" }
  return "\(rounded)"
}
