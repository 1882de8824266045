import ArgumentParser
import QuernModel

/// A field with its weight, such as `title=2`; 0 leaves it out.
struct FieldWeight: ExpressibleByArgument {
  var field: FieldName
  var weight: Float

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "=") else { return nil }
    let name = String(argument[..<equals])
    guard !name.isEmpty, let weight = Float(argument[argument.index(after: equals)...]),
      weight >= 0, weight.isFinite
    else { return nil }
    field = FieldName(name)
    self.weight = weight
  }
}
