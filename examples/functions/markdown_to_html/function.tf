locals {
  notice = <<-EOT
    > [!WARNING]
    > Refunds take **five days**.

    | Plan | Fee |
    |------|-----|
    | Free | 2 € |
  EOT
}

# One line of HTML: a callout and a table.
output "html" {
  value = provider::intercom::markdown_to_html(local.notice)
}

# With lenient, a nested list becomes one list, and ~~text~~ loses its line.
output "flattened" {
  value = provider::intercom::markdown_to_html("- Cards\n  - ~~Visa~~\n", { lenient = true })
}
