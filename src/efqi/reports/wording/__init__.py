"""Every sentence that efqi says about results, in plain English."""
