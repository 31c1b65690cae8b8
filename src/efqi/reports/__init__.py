"""What people see: a Release turned into sentences, charts, tables and documents."""
