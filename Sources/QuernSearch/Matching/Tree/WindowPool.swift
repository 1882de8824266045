/// The windows that the parts of a tree work in, handed out and taken back.
///
/// As many are made as are in use at once, which is the depth of the tree times the parts of a group that
/// are held together. Belongs to one search.
final class WindowPool {
  private var free: [TreeWindow] = []

  func take() -> TreeWindow { free.popLast() ?? TreeWindow() }

  func giveBack(_ window: TreeWindow) { free.append(window) }
}
