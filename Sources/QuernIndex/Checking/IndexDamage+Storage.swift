import QuernStorage

extension IndexDamage {
  init(storage error: StorageError) {
    switch error {
    case .outOfBounds(let file, let offset, let wanted, let available):
      self.init(
        file: file, offset: offset, evidence: "\(wanted) bytes wanted, \(available) there")
    case .malformedInteger(let file, let offset):
      self.init(file: file, offset: offset, evidence: "malformed integer")
    case .malformedText(let file, let offset):
      self.init(file: file, offset: offset, evidence: "text that is not UTF-8")
    case .noSuchFile(let path):
      self.init(file: path, offset: nil, evidence: "the file is missing")
    case .system(let call, let path, _, let reason):
      self.init(file: path, offset: nil, evidence: "\(call) failed: \(reason)")
    case .locked(let path, let holder):
      self.init(file: path, offset: nil, evidence: "locked by \(holder)")
    }
  }
}
