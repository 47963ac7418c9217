"""What is done when: ten years, year wheel, budget, spare parts, change of resident, log."""
